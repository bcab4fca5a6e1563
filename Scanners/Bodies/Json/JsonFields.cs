using System.Text;
using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Bodies.Json;

/// <summary>Strings, keys and numbers of JSON, in order (RFC 8259).</summary>
/// <remarks>
/// Deliberately no validator: in cut-off, commented or otherwise broken JSON every string is still found, since a
/// lenient receiver would find it too. Nesting costs nothing; paths are told to a depth of <see cref="MaxPath"/>.
/// </remarks>
internal ref struct JsonFields(ReadOnlySpan<byte> body) : IFieldReader
{
    private const int MaxPath = 32;

    private readonly ReadOnlySpan<byte> _body = body;
    private int _position;
    private int _start;
    private bool _isKey;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Raw { get; private set; }

    /// <inheritdoc/>
    public bool IsPiece { get; private set; }

    /// <inheritdoc/>
    public readonly bool IsEncoded => Raw.Contains((byte)'\\');

    /// <inheritdoc/>
    public bool MoveNext()
    {
        while (_position < _body.Length)
        {
            var next = _body[_position..].IndexOfAny(JsonTokens.FieldStarts);
            if (next < 0)
            {
                break;
            }

            _start = _position + next;
            _position = JsonTokens.End(_body, _start);
            if (_body[_start] == '"')
            {
                Raw = _body[(_start + 1)..JsonTokens.ContentEnd(_body, _start, _position)];
                _isKey = JsonTokens.IsKey(_body, _position);
                IsPiece = !_isKey;
                return true;
            }

            Raw = _body[_start.._position];
            _isKey = false;
            IsPiece = false;
            return true;
        }

        return false;
    }

    /// <inheritdoc/>
    public readonly int Decode(Span<byte> destination)
    {
        if (IsEncoded)
        {
            return EscapeDecoder.Decode(Raw, destination);
        }

        Raw.CopyTo(destination);
        return Raw.Length;
    }

    /// <inheritdoc/>
    public readonly string Describe() => _isKey ? $"JSON key in {Path()}" : $"JSON {Path()}";

    // Only asked for when something was found: the document is read once more up to the field.
    private readonly string Path()
    {
        var path = new List<(string? Key, int Index)>();
        string? key = null;
        for (var at = 0; at < _start; at = JsonTokens.End(_body, at))
        {
            switch (_body[at])
            {
                case (byte)'{':
                    path.Add((key, -1));
                    key = null;
                    break;
                case (byte)'[':
                    path.Add((key, 0));
                    key = null;
                    break;
                case (byte)'}' or (byte)']' when path.Count > 0:
                    path.RemoveAt(path.Count - 1);
                    key = null;
                    break;
                case (byte)',' when path.Count > 0:
                    key = null;
                    path[^1] = (path[^1].Key, path[^1].Index < 0 ? -1 : path[^1].Index + 1);
                    break;
                case (byte)'"' when JsonTokens.IsKey(_body, JsonTokens.End(_body, at)):
                    var end = JsonTokens.End(_body, at);
                    key = Encoding.UTF8.GetString(_body[(at + 1)..JsonTokens.ContentEnd(_body, at, end)]);
                    break;
            }
        }

        var text = new StringBuilder("$");
        var level = 0;
        foreach ((var name, var index) in path)
        {
            if (level++ == MaxPath)
            {
                text.Append(".…");
                break;
            }

            text.Append(name is null ? "" : "." + name).Append(index < 0 ? "" : $"[{index}]");
        }

        return text.Append(key is null ? "" : "." + key).ToString();
    }
}
