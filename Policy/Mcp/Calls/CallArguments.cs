using System.Text.Json;

namespace Pipelock.Policy.Mcp.Calls;

/// <summary>The arguments of one tool call: every value with the name it stands under. Reused by its thread.</summary>
/// <remarks>
/// Escapes are undone. Memory stays at the largest call seen, up to <see cref="Kept"/>; a call no larger than one
/// before
/// costs no allocation. Time and memory are linear in the length of the JSON.
/// </remarks>
internal sealed class CallArguments
{
    private const int Kept = 1 << 20;
    private const int MaxDepth = 1000;
    private const int NoKey = -1;

    [ThreadStatic]
    private static CallArguments? t_own;

    private byte[] _text = new byte[4096];
    private ArgumentValue[] _values = new ArgumentValue[64];
    private ArgumentKey[] _keys = new ArgumentKey[64];
    private int[] _parents = new int[64];
    private byte[] _joined = new byte[1024];
    private int _length;
    private int _joinedLength;

    /// <summary>The values, in the order of the JSON.</summary>
    public ReadOnlySpan<ArgumentValue> Values => _values.AsSpan(0, Count);

    /// <summary>The names, in the order of the JSON; an array's values share its name.</summary>
    public ReadOnlySpan<ArgumentKey> Keys => _keys.AsSpan(0, KeyCount);

    /// <summary>How many values there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many names there are.</summary>
    public int KeyCount { get; private set; }

    /// <summary>Reads the arguments of a call into the instance of this thread.</summary>
    /// <param name="json">The JSON of <c>params.arguments</c>; empty is no arguments.</param>
    /// <returns>Valid until the thread reads the next call.</returns>
    public static CallArguments Read(ReadOnlySpan<byte> json)
    {
        var own = t_own ??= new CallArguments();
        if (own._text.Length > Kept)
            t_own = own = new CallArguments();
        (own._length, own._joinedLength, own.Count, own.KeyCount) = (0, 0, 0, 0);
        if (!json.IsEmpty)
            own.Fill(json);
        return own;
    }

    /// <summary>The text of a value.</summary>
    public ReadOnlySpan<byte> TextOf(in ArgumentValue value) => _text.AsSpan(value.Start, value.Length);

    /// <summary>The name a value stands under; empty when there is none.</summary>
    public ReadOnlySpan<byte> NameOf(in ArgumentValue value) =>
        value.Key == NoKey ? [] : NameOf(_keys[value.Key]);

    /// <summary>The text of a name.</summary>
    public ReadOnlySpan<byte> NameOf(in ArgumentKey key) => _text.AsSpan(key.Start, key.Length);

    /// <summary>What the name of a value says about it.</summary>
    public ArgumentRole RoleOf(in ArgumentValue value) =>
        value.Key == NoKey ? ArgumentRole.Other : _keys[value.Key].Role;

    /// <summary>All values in one line, commands first; the same bytes until the next call is read.</summary>
    /// <remarks>A program may stand behind its arguments in the JSON, and in front of them when it runs.</remarks>
    public ReadOnlySpan<byte> Joined()
    {
        if (_joinedLength > 0)
            return _joined.AsSpan(0, _joinedLength);
        var room = 0;
        foreach (ref readonly var value in Values)
            room += value.Length + 1;
        if (_joined.Length < room)
            _joined = new byte[Math.Max(room, _joined.Length * 2)];
        Join(isCommand: true);
        Join(isCommand: false);
        return _joined.AsSpan(0, _joinedLength);
    }

    private void Join(bool isCommand)
    {
        foreach (ref readonly var value in Values)
        {
            if (value.Type is not (JsonTokenType.String or JsonTokenType.Number)
                || RoleOf(value) == ArgumentRole.Command != isCommand)
                continue;
            TextOf(value).CopyTo(_joined.AsSpan(_joinedLength));
            _joinedLength += value.Length;
            _joined[_joinedLength++] = (byte)' ';
        }
    }

    private void Fill(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        var key = NoKey;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    key = AddKey(ref reader, ParentAt(reader.CurrentDepth));
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    Remember(reader.CurrentDepth + 1, key);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    key = ParentAt(reader.CurrentDepth);
                    break;
                case JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                    AddValue(ref reader, key);
                    key = ParentAt(reader.CurrentDepth);
                    break;
                default:
                    break;
            }
        }
    }

    private int ParentAt(int depth) => depth > 0 && depth < _parents.Length ? _parents[depth] : NoKey;

    private void Remember(int depth, int key)
    {
        if (depth >= _parents.Length)
            Array.Resize(ref _parents, Math.Max(depth + 1, _parents.Length * 2));
        _parents[depth] = key;
    }

    private int AddKey(ref Utf8JsonReader reader, int parent)
    {
        var (start, length) = Copy(ref reader);
        if (KeyCount == _keys.Length)
            Array.Resize(ref _keys, _keys.Length * 2);
        var role = ArgumentRoles.Of(_text.AsSpan(start, length));
        // What stands below "command" is a command unless its own name says something else.
        if (role == ArgumentRole.Other && parent != NoKey)
            role = _keys[parent].Role;
        _keys[KeyCount] = new ArgumentKey(start, length, parent, role);
        return KeyCount++;
    }

    private void AddValue(ref Utf8JsonReader reader, int key)
    {
        var (start, length) = Copy(ref reader);
        if (Count == _values.Length)
            Array.Resize(ref _values, _values.Length * 2);
        _values[Count++] = new ArgumentValue(start, length, key, reader.TokenType);
    }

    private (int Start, int Length) Copy(ref Utf8JsonReader reader)
    {
        var start = _length;
        Reserve(reader.ValueSpan.Length);
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
            _length += CopyUnescaped(ref reader, _text.AsSpan(_length));
        else
        {
            reader.ValueSpan.CopyTo(_text.AsSpan(_length));
            _length += reader.ValueSpan.Length;
        }

        return (start, _length - start);
    }

    /// <summary>A lone half of a surrogate pair is no text: it is kept as it is written.</summary>
    private static int CopyUnescaped(ref Utf8JsonReader reader, Span<byte> room)
    {
        try
        {
            return reader.CopyString(room);
        }
        catch (InvalidOperationException)
        {
            reader.ValueSpan.CopyTo(room);
            return reader.ValueSpan.Length;
        }
    }

    private void Reserve(int count)
    {
        if (_text.Length - _length < count)
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _length + count));
    }
}
