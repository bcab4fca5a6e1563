using Pipelock.Scanners.Entropy;
using Pipelock.Scanners.Rules;
using Pipelock.Scanners.Secrets;
using Pipelock.Scanners.Text;

namespace Pipelock.Scanners.Url;

/// <summary>
/// Finds a secret cut into two to four query values with other values between the pieces: every ordered selection of the
/// first twenty values is put together and matched.
/// </summary>
/// <remarks>
/// At most 6,175 selections, matched in batches; skipped unless some value looks random, since a secret of sixteen bytes
/// in four pieces leaves one that does.
/// </remarks>
internal sealed class ValueSubsequences
{
    private const int MaxValues = 20;
    private const int MaxPieces = 4;

    /// <summary>The shortest secret of the rules that count here.</summary>
    private const int MinSecret = 16;

    /// <summary>Fewer random-looking bytes in all values together are no piece of a secret.</summary>
    private const int MinRandom = 6;

    /// <summary>A value longer than this was looked at by itself; it is not one of many small pieces.</summary>
    private const int MaxPiece = 128;

    private const int BatchSize = 16 * 1024;

    private readonly SecretEngine _engine;

    /// <summary>Matches with one engine.</summary>
    public ValueSubsequences(SecretEngine engine) => _engine = engine;

    /// <summary>Looks through the values of one URL.</summary>
    /// <param name="fields">The URL's pieces.</param>
    /// <param name="buffer">Scratch memory.</param>
    public Findings Scan(UrlFields fields, GatherBuffer buffer)
    {
        if (fields.ParameterCount < 3)
            return Findings.None;

        Span<UrlField> values = stackalloc UrlField[MaxValues];
        int count = 0;
        int random = 0;
        for (int i = 0; i < fields.Count && count < MaxValues; i++)
        {
            UrlField field = fields[i];
            if (field.Kind != UrlFieldKind.QueryValue || field.Length > MaxPiece)
                continue;

            values[count++] = field;
            random += CountSuspicious(fields.Text(field));
        }

        return count < 3 || random < MinRandom ? Findings.None : Select(fields, values[..count], buffer);
    }

    // A piece of a key may look like a word in capitals.
    private static int CountSuspicious(ReadOnlySpan<byte> value)
    {
        bool shouts = value.Length >= 4 && value.ContainsAnyInRange((byte)'A', (byte)'Z')
            && !value.ContainsAnyInRange((byte)'a', (byte)'z');
        return shouts ? value.Length : Randomness.Count(value);
    }

    private Findings Select(UrlFields fields, ReadOnlySpan<UrlField> values, GatherBuffer buffer)
    {
        buffer.Clear();
        Span<int> chosen = stackalloc int[MaxPieces];
        for (int size = 2; size <= MaxPieces && size < values.Length; size++)
        {
            for (int i = 0; i < size; i++)
                chosen[i] = i;

            do
            {
                Append(fields, values, chosen[..size], buffer);
                if (buffer.Length < BatchSize)
                    continue;

                Findings found = Match(buffer);
                if (!found.IsClean)
                    return found;
            }
            while (Advance(chosen[..size], values.Length));
        }

        return Match(buffer);
    }

    // The next selection in lexicographic order; the values keep their order within each.
    private static bool Advance(Span<int> chosen, int count)
    {
        for (int i = chosen.Length - 1; i >= 0; i--)
        {
            if (chosen[i] >= count - chosen.Length + i)
                continue;

            chosen[i]++;
            for (int j = i + 1; j < chosen.Length; j++)
                chosen[j] = chosen[j - 1] + 1;
            return true;
        }

        return false;
    }

    private static void Append(
        UrlFields fields, ReadOnlySpan<UrlField> values, ReadOnlySpan<int> chosen, GatherBuffer buffer)
    {
        int length = 0;
        foreach (int index in chosen)
            length += values[index].Length;
        if (length < MinSecret)
            return;

        foreach (int index in chosen)
            buffer.Add(fields.Text(values[index]));
        buffer.Add((byte)'\n');
    }

    private Findings Match(GatherBuffer buffer)
    {
        SecretMatches matches = new();
        _engine.Scan(buffer.Text, ref matches);
        buffer.Clear();
        for (int i = 0; i < matches.Count; i++)
        {
            // Numbers of some length come about by chance when values are strung together; prefixed keys do not.
            SecretRule rule = _engine.Rules[matches[i].Rule];
            if (rule.Shape is SecretShape.None or SecretShape.BitcoinWif && rule.Validator != SecretValidator.Assignment)
            {
                return new Findings(
                [
                    new Finding(
                        ScanLayer.Dlp, rule.Id, rule.Name, rule.Severity, FindingReason.Secret(rule.Name, rule.Severity))
                    {
                        Where = "query values",
                        WarnOnly = rule.WarnOnly,
                    },
                ]);
            }
        }

        return Findings.None;
    }
}
