using System.Text.Json;

namespace Pipelock.Protocols.JsonRpc;

/// <summary>The elements of a batch (JSON-RPC 2.0 §6), one slice after the other.</summary>
/// <remarks>For texts that were read as <see cref="JsonRpcStatus.Batch"/>: anything else ends the
/// enumeration.</remarks>
/// <param name="array">The array, brackets included.</param>
public ref struct JsonRpcBatch(ReadOnlySpan<byte> array)
{
    private readonly ReadOnlySpan<byte> _array = array;
    private Utf8JsonReader _reader = new(array, new JsonReaderOptions { MaxDepth = 1000 });

    /// <summary>The JSON of the current element.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>The enumerator is the batch itself.</summary>
    public readonly JsonRpcBatch GetEnumerator() => this;

    /// <summary>Goes to the next element; false behind the last one.</summary>
    public bool MoveNext()
    {
        try
        {
            if (_reader.TokenType == JsonTokenType.None
                && (!_reader.Read() || _reader.TokenType != JsonTokenType.StartArray))
            {
                return false;
            }

            if (!_reader.Read() || _reader.TokenType == JsonTokenType.EndArray)
                return false;
            var start = (int)_reader.TokenStartIndex;
            _reader.Skip();
            Current = _array[start..(int)_reader.BytesConsumed];
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
