using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace Pipelock.Transport.Mcp.Processes;

/// <summary>Starts a program in a process group of its own, with pipes for its standard streams.</summary>
internal static unsafe class ProcessSpawner
{
    // Larger than the opaque types of glibc (80, 336, 128 bytes) and musl.
    private const int OpaqueBytes = 1024;
    private const int CloseOnExec = 0x80000; // O_CLOEXEC
    private const short SetGroup = 0x02;
    private const short SetDefaultSignals = 0x04;
    private const short SetMask = 0x08;

    /// <summary>The runtime ignores SIGPIPE and catches others; a child must begin as from a shell.</summary>
    private static ReadOnlySpan<int> RestoredSignals => [1, 2, 3, 13, 15, 17, 18, 20, 21, 22, 28];

    /// <summary>Starts it.</summary>
    /// <param name="command">The program, looked up in PATH where it has no slash, and its arguments.</param>
    /// <param name="environment">Its whole environment.</param>
    /// <param name="input">Our end of its standard input.</param>
    /// <param name="output">Our end of its standard output; -1 where <paramref name="keepOutput"/> is false.</param>
    /// <param name="keepOutput">False: its standard output is our standard error.</param>
    /// <returns>Its process id, which is its group's too.</returns>
    /// <exception cref="Win32Exception">It could not be started; holds the system's error.</exception>
    public static int Start(
        IReadOnlyList<string> command,
        IReadOnlyDictionary<string, string> environment,
        out int input,
        out int output,
        bool keepOutput = true)
    {
        var (childInput, ourOutput) = Pipe();
        var (ourInput, childOutput) = keepOutput ? Pipe() : (-1, 2);
        var arguments = Block([.. command]);
        var variables = Block([.. environment.Select(variable => $"{variable.Key}={variable.Value}")]);
        var actions = stackalloc byte[OpaqueBytes];
        var attributes = stackalloc byte[OpaqueBytes];
        Posix.ActionsInit(actions);
        Posix.AttributesInit(attributes);
        try
        {
            Posix.ActionsAddDuplicate(actions, childInput, 0);
            Posix.ActionsAddDuplicate(actions, childOutput, 1);
            SetAttributes(attributes);
            int process;
            var error = Posix.Spawn(&process, arguments[0], actions, attributes, arguments, variables);
            if (error != 0) throw new Win32Exception(error);
            (input, output) = (ourOutput, ourInput);
            return process;
        }
        catch
        {
            Posix.Close(ourOutput);
            if (keepOutput) Posix.Close(ourInput);
            throw;
        }
        finally
        {
            Posix.ActionsDestroy(actions);
            Posix.AttributesDestroy(attributes);
            Free(arguments);
            Free(variables);
            Posix.Close(childInput);
            if (keepOutput) Posix.Close(childOutput);
        }
    }

    private static void SetAttributes(byte* attributes)
    {
        var signals = stackalloc byte[OpaqueBytes];
        Posix.SignalsNone(signals);
        Posix.AttributesSetMask(attributes, signals);
        foreach (var signal in RestoredSignals) Posix.SignalsAdd(signals, signal);
        Posix.AttributesSetDefaultSignals(attributes, signals);
        Posix.AttributesSetGroup(attributes, 0);
        Posix.AttributesSetFlags(attributes, SetGroup | SetDefaultSignals | SetMask);
    }

    private static (int Read, int Write) Pipe()
    {
        var ends = stackalloc int[2];
        if (Posix.Pipe(ends, CloseOnExec) != 0) throw new Win32Exception();
        return (ends[0], ends[1]);
    }

    /// <summary>The texts as C wants them: an array of pointers that ends with null.</summary>
    private static byte** Block(string[] texts)
    {
        var block = (byte**)NativeMemory.Alloc((nuint)(texts.Length + 1), (nuint)sizeof(byte*));
        for (var i = 0; i < texts.Length; i++)
        {
            var length = Encoding.UTF8.GetByteCount(texts[i]);
            block[i] = (byte*)NativeMemory.Alloc((nuint)length + 1);
            Encoding.UTF8.GetBytes(texts[i], new Span<byte>(block[i], length));
            block[i][length] = 0;
        }

        block[texts.Length] = null;
        return block;
    }

    private static void Free(byte** block)
    {
        for (var text = block; *text is not null; text++) NativeMemory.Free(*text);
        NativeMemory.Free(block);
    }
}
