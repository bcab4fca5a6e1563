namespace Pipelock.Scanners.Url;

/// <summary>The pieces of one URL, each percent-decoded to the end, in the order they stood in.</summary>
/// <remarks>
/// One per thread, filled anew for every URL: nothing here outlives the scan that filled it, and no scan awaits. Memory
/// grows to the longest URL seen and is bounded by the head limit of the protocol above.
/// </remarks>
internal sealed class UrlFields
{
    [ThreadStatic]
    private static UrlFields? t_current;

    private byte[] _bytes = new byte[4096];
    private UrlField[] _fields = new UrlField[64];
    private int _length;
    private bool _isEncoded;
    private Range _path;
    private bool _hasDigest;
    private bool _mayBeEncoded;

    private UrlFields()
    {
    }

    /// <summary>How many pieces there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many query parameters there are.</summary>
    public int ParameterCount { get; private set; }

    /// <summary>How many segments the path has, empty ones included.</summary>
    public int SegmentCount { get; private set; }

    /// <summary>The piece at <paramref name="index"/>.</summary>
    public UrlField this[int index] => _fields[index];

    /// <summary>The decoded texts of all pieces, end to end.</summary>
    public ReadOnlySpan<byte> AllText => _bytes.AsSpan(0, _length);

    /// <summary>Those of the path.</summary>
    public ReadOnlySpan<byte> PathText => _bytes.AsSpan(_path);

    /// <summary>The index of the first piece behind the path.</summary>
    public int FirstBehindPath { get; private set; }

    /// <summary>Some pieces are digests, and all others words and short numbers: none stands for text in another
    /// encoding.</summary>
    public bool AreDigests => _hasDigest && !_mayBeEncoded;

    /// <summary>The decoded text of a piece.</summary>
    public ReadOnlySpan<byte> Text(UrlField field) => _bytes.AsSpan(field.Start, field.Length);

    /// <summary>The decoded name of a query parameter, empty when it has none.</summary>
    public ReadOnlySpan<byte> KeyOf(int parameter) => Find(UrlFieldKind.QueryKey, parameter);

    /// <summary>
    /// The decoded name that belongs to the query value at <paramref name="index"/>; found in one step.
    /// </summary>
    public ReadOnlySpan<byte> KeyAt(int index) =>
        index > 0 && _fields[index - 1] is { Kind: UrlFieldKind.QueryKey } key && key.Number == _fields[index].Number
            ? Text(key)
            : [];

    /// <summary>Whether the parameters make up a complete signature; null until somebody found out.</summary>
    public bool? IsSigned { get; set; }

    /// <summary>The decoded value of a query parameter, possibly empty.</summary>
    public ReadOnlySpan<byte> ValueOf(int parameter) => Find(UrlFieldKind.QueryValue, parameter);

    /// <summary>Takes a URL apart into the calling thread's instance.</summary>
    public static UrlFields Of(in UrlParts url)
    {
        var fields = t_current ??= new UrlFields();
        fields.Fill(url);
        return fields;
    }

    // No parameter has more pieces than a name and a value, so that it begins at this place or before it.
    private ReadOnlySpan<byte> Find(UrlFieldKind kind, int number)
    {
        for (var i = Math.Min(FirstBehindPath + (2 * number) + 1, Count - 1); i >= FirstBehindPath; i--)
        {
            if (_fields[i].Kind == kind && _fields[i].Number == number)
                return Text(_fields[i]);
        }

        return [];
    }

    private void Fill(in UrlParts url)
    {
        Count = 0;
        IsSigned = null;
        ParameterCount = 0;
        _length = 0;
        _hasDigest = false;
        _mayBeEncoded = false;
        _isEncoded = url.HasEscapes;
        var plain = new PlainPieces(url.Raw);
        if (_bytes.Length < url.Raw.Length)
            _bytes = new byte[url.Raw.Length * 2];

        Add(UrlFieldKind.UserInfo, 0, url.UserInfo, ref plain);
        var path = _length;
        var number = 0;
        foreach (var segment in url.Path.Split((byte)'/'))
            Add(UrlFieldKind.PathSegment, number++, url.Path[segment], ref plain);
        SegmentCount = number;
        FirstBehindPath = Count;
        _path = path.._length;

        if (!url.Query.IsEmpty)
        {
            for (var rest = url.Query; !rest.IsEmpty;)
            {
                var parameter = TakeParameter(ref rest);
                var equals = parameter.IndexOf((byte)'=');
                if (equals >= 0)
                    Add(UrlFieldKind.QueryKey, ParameterCount, parameter[..equals], ref plain);
                Add(UrlFieldKind.QueryValue, ParameterCount, parameter[(equals + 1)..], ref plain);
                ParameterCount++;
            }
        }

        Add(UrlFieldKind.Fragment, 0, url.Fragment, ref plain);
    }

    // Some servers take a semicolon for an ampersand (HTML 4.01 appendix B.2.2); a name and "=" tell that it is one.
    private static ReadOnlySpan<byte> TakeParameter(ref ReadOnlySpan<byte> rest)
    {
        var query = rest;
        for (var at = 0; query[at..].IndexOfAny((byte)'&', (byte)';') is >= 0 and var length; at++)
        {
            at += length;
            if (query[at] == ';' && !BeginsWithName(query[(at + 1)..]))
                continue;
            rest = query[(at + 1)..];
            return query[..at];
        }

        rest = default;
        return query;
    }

    private static bool BeginsWithName(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (length < text.Length && char.IsAsciiLetterOrDigit((char)text[length]))
            length++;
        return length > 0 && length < text.Length && text[length] == '=' && length + 1 < text.Length;
    }

    private void Add(
        UrlFieldKind kind, int number, scoped ReadOnlySpan<byte> encoded, ref PlainPieces plain)
    {
        if (encoded.IsEmpty)
            return;
        if (Count == _fields.Length)
            Array.Resize(ref _fields, Count * 2);

        var length = encoded.Length;
        UrlFieldContent content;
        int random;
        if (_isEncoded)
        {
            length = PercentDecoding.DecodeFully(encoded, _bytes.AsSpan(_length));
            content = UrlFieldContents.Judge(_bytes.AsSpan(_length, length), _bytes.Length - _length, out random);
        }
        else
        {
            encoded.CopyTo(_bytes.AsSpan(_length));
            content = UrlFieldContents.Judge(encoded, plain.IsPlain(encoded), out random);
        }

        _hasDigest |= content == UrlFieldContent.Digest;
        _mayBeEncoded |= _isEncoded || content == UrlFieldContent.Other
            || (content == UrlFieldContent.Plain && UrlFieldContents.HoldsLongNumber(_bytes.AsSpan(_length, length)));
        _fields[Count++] = new UrlField(kind, number, _length, length, content, random);
        _length += length;
    }
}
