using Pipelock.Scanners.Text.Decoders;

namespace Pipelock.Scanners.Text.Runs;

/// <summary>Goes through the runs of one alphabet of an encoding, in the runs of a text that are wanted for it.</summary>
internal ref struct DecoderRuns<TDecoder>
    where TDecoder : struct, IRunDecoder
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly RunAlphabet _alphabet;
    private readonly ReadOnlySpan<WantedRun> _wanted;
    private RunFinder _within;
    private int _next;

    /// <summary>Starts before the first.</summary>
    internal DecoderRuns(ReadOnlySpan<byte> text, RunAlphabet alphabet, WantedRuns wanted)
    {
        _text = text;
        _alphabet = alphabet;
        _wanted = wanted.Runs;
    }

    /// <summary>The run found last.</summary>
    internal EncodedRun Run { get; private set; }

    /// <summary>Goes to the next one.</summary>
    internal bool MoveNext()
    {
        while (TDecoder.IsWhole || !_within.MoveNext())
        {
            do
            {
                if (_next == _wanted.Length)
                {
                    return false;
                }
            }
            while ((_wanted[_next++].Readings & TDecoder.Readings(_alphabet)) == 0);

            WantedRun run = _wanted[_next - 1];
            if (TDecoder.IsWhole)
            {
                Run = run.In(_text);
                return true;
            }

            _within = new RunFinder(_text, _alphabet, run);
        }

        Run = _within.Run;
        return true;
    }
}
