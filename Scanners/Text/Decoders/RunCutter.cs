using System.Buffers;

namespace Pipelock.Scanners.Text.Decoders;

/// <summary>Cuts stretches of a narrower alphabet out of a run.</summary>
internal static class RunCutter
{
    /// <summary>The next stretch of at least sixteen characters of an alphabet.</summary>
    internal static bool TryNext(
        scoped ref ReadOnlySpan<byte> rest, SearchValues<byte> alphabet, out ReadOnlySpan<byte> run)
    {
        while (rest.IndexOfAny(alphabet) is var start and >= 0)
        {
            rest = rest[start..];
            int length = rest.IndexOfAnyExcept(alphabet);
            run = length < 0 ? rest : rest[..length];
            rest = rest[run.Length..];
            if (run.Length >= TextTraitsReader.RunLength)
            {
                return true;
            }
        }

        run = default;
        return false;
    }
}
