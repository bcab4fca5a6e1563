namespace Pipelock.Scanners.Redaction;

/// <summary>Knows which token of a JSON text may come next (RFC 8259 §2), and which names an object has.</summary>
/// <param name="maxDepth">Objects and arrays within each other.</param>
internal sealed class JsonGrammar(int maxDepth)
{
    private readonly Stack<HashSet<string>?> _open = [];
    private readonly Stack<HashSet<string>?> _written = [];
    private Next _next = Next.Value;

    private enum Next : byte
    {
        Value,
        ValueOrEnd,
        Name,
        NameOrEnd,
        Colon,
        CommaOrEnd,
        Nothing,
    }

    /// <summary>The text is a whole JSON text.</summary>
    internal bool IsWhole => _next == Next.Nothing;

    /// <summary>A string that begins now is a name.</summary>
    internal bool IsAtName => _next is Next.Name or Next.NameOrEnd;

    /// <summary>Takes a character of structure.</summary>
    internal RedactionFault Take(byte token)
    {
        var isValid = true;
        switch (token)
        {
            case (byte)'{' or (byte)'[':
                if (_next is not (Next.Value or Next.ValueOrEnd))
                    return RedactionFault.BodyUnparseable;
                if (_open.Count >= maxDepth)
                    return RedactionFault.DepthExceeded;
                var isObject = token == '{';
                _open.Push(isObject ? [] : null);
                _written.Push(isObject ? [] : null);
                _next = isObject ? Next.NameOrEnd : Next.ValueOrEnd;
                break;
            case (byte)'}' or (byte)']':
                isValid = (_next == Next.CommaOrEnd || _next == (token == '}' ? Next.NameOrEnd : Next.ValueOrEnd))
                    && _open.TryPop(out var closed) && (closed is not null) == (token == '}');
                if (isValid)
                {
                    _written.Pop();
                    EndValue();
                }

                break;
            case (byte)':':
                isValid = _next == Next.Colon;
                _next = Next.Value;
                break;
            default:
                isValid = _next == Next.CommaOrEnd;
                if (isValid)
                    _next = _open.Peek() is null ? Next.Value : Next.Name;
                break;
        }

        return isValid ? RedactionFault.None : RedactionFault.BodyUnparseable;
    }

    /// <summary>Takes a string or a scalar that is a value.</summary>
    internal RedactionFault TakeValue()
    {
        if (_next is not (Next.Value or Next.ValueOrEnd))
            return RedactionFault.BodyUnparseable;
        EndValue();
        return RedactionFault.None;
    }

    /// <summary>Takes a name.</summary>
    /// <param name="name">As it came, escapes undone.</param>
    /// <param name="written">As it goes out, escapes undone.</param>
    internal RedactionFault TakeName(string name, string written)
    {
        _next = Next.Colon;
        if (!_open.Peek()!.Add(name))
            return RedactionFault.DuplicateObjectKey;
        return _written.Peek()!.Add(written) ? RedactionFault.None : RedactionFault.KeyCollision;
    }

    private void EndValue() => _next = _open.Count == 0 ? Next.Nothing : Next.CommaOrEnd;
}
