namespace Pipelock.Scanners.Shell;

/// <summary>The variables that a command sets and uses, as far as their values stand in it.</summary>
internal sealed class ShellVariables
{
    private const int MaxVariables = 32;

    private readonly GatherBuffer _text = new();
    private readonly (int Name, int NameLength, int Value, int ValueLength)[] _places =
        new (int, int, int, int)[MaxVariables];

    private int _count;

    /// <summary>Forgets all of them.</summary>
    internal void Clear()
    {
        _text.Clear();
        _count = 0;
    }

    /// <summary>Notes an assignment; a later one of the same name wins.</summary>
    internal void Set(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (_count == MaxVariables)
            return;
        _places[_count++] = (_text.Length, name.Length, _text.Length + name.Length, value.Length);
        _text.Add(name);
        _text.Add(value);
    }

    /// <summary>Adds to the value of a variable: <c>name+=value</c>.</summary>
    internal void Append(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        const int Longest = 512;
        if (!TryGet(name, out var before) || before.Length + value.Length > Longest)
        {
            Set(name, value);
            return;
        }

        Span<byte> whole = stackalloc byte[before.Length + value.Length];
        before.CopyTo(whole);
        value.CopyTo(whole[before.Length..]);
        Set(name, whole);
    }

    /// <summary>The value of a variable: one that was set, or one that every shell has.</summary>
    internal bool TryGet(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        if (TryGetOwn(name, out value))
            return true;
        value = Common(name);
        return !value.IsEmpty;
    }

    /// <summary>The value of a variable that the command sets.</summary>
    internal bool TryGetOwn(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        for (var i = _count - 1; i >= 0; i--)
        {
            var (start, length, valueStart, valueLength) = _places[i];
            if (!_text.Text.Slice(start, length).SequenceEqual(name))
                continue;
            value = _text.Text.Slice(valueStart, valueLength);
            return true;
        }

        value = default;
        return false;
    }

    private static ReadOnlySpan<byte> Common(ReadOnlySpan<byte> name) => name switch
    {
        [(byte)'I', (byte)'F', (byte)'S'] => " "u8,
        [(byte)'H', (byte)'O', (byte)'M', (byte)'E'] => "/home/user"u8,
        [(byte)'P', (byte)'W', (byte)'D'] => "/home/user"u8,
        [(byte)'P', (byte)'A', (byte)'T', (byte)'H'] => "/usr/local/bin:/usr/bin:/bin"u8,
        [(byte)'S', (byte)'H', (byte)'E', (byte)'L', (byte)'L'] => "/bin/bash"u8,
        _ => default,
    };
}
