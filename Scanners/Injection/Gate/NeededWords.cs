using System.Collections.Immutable;
using System.Text;
using Pipelock.Scanners.Hyperscan;

namespace Pipelock.Scanners.Injection.Gate;

/// <summary>The words that one branch of a phrase needs, as <see cref="RequiredWords"/> reads them.</summary>
/// <param name="Phrase">Index of the phrase.</param>
/// <param name="Width">The most bytes a match takes.</param>
/// <param name="Clauses">Of each clause one word is needed, in this order.</param>
internal sealed record NeededWords(int Phrase, int Width, NeededClause[] Clauses)
{
    private const string Kind = "words";

    /// <summary>
    /// The branches of all phrases. Reading hundreds of patterns costs most of a start, so the result is kept.
    /// </summary>
    public static NeededWords[] Of(ImmutableArray<Phrase> phrases, DatabaseCache? cache)
    {
        if (cache is null) return Read(phrases);
        var kept = cache.GetOrMake(Kind, Key(phrases), () => Write(Read(phrases)));
        return Read(kept);
    }

    // Branches of one phrase have most of their words in common: each list of words is there only once.
    private static NeededWords[] Read(ImmutableArray<Phrase> phrases)
    {
        var all = new List<NeededWords>();
        var lists = new Dictionary<string, string[]>(StringComparer.Ordinal);
        for (var i = 0; i < phrases.Length; i++)
        {
            foreach ((var width, var row) in RequiredWords.Of(phrases[i].Pattern))
            {
                NeededClause[] clauses =
                    [.. row.Clauses.Select(placed => new NeededClause(placed.Gap, Once(placed.Clause, lists)))];
                all.Add(new NeededWords(i, width, clauses));
            }
        }

        return [.. all];
    }

    private static string[] Once(WordClause clause, Dictionary<string, string[]> lists)
    {
        var key = string.Join('\0', clause.Words);
        if (!lists.TryGetValue(key, out var words))
            lists[key] = words = [.. clause.Words];
        return words;
    }

    /// <summary>The patterns, and the build of the program that reads them.</summary>
    private static byte[] Key(ImmutableArray<Phrase> phrases)
    {
        using var key = new MemoryStream();
        using var writer = new BinaryWriter(key);
        writer.Write(typeof(NeededWords).Module.ModuleVersionId.ToByteArray());
        foreach (var phrase in phrases)
            writer.Write(phrase.Pattern);
        return key.ToArray();
    }

    private static byte[] Write(NeededWords[] branches)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        string[][] lists = [.. branches.SelectMany(branch => branch.Clauses).Select(clause => clause.Words).Distinct()];
        writer.Write(lists.Length);
        var numbers = new Dictionary<string[], int>();
        foreach (var words in lists)
        {
            numbers[words] = numbers.Count;
            writer.Write(words.Length);
            foreach (var word in words)
                writer.Write(word);
        }

        writer.Write(branches.Length);
        foreach (var branch in branches)
        {
            writer.Write(branch.Phrase);
            writer.Write(branch.Width);
            writer.Write(branch.Clauses.Length);
            foreach (var clause in branch.Clauses)
            {
                writer.Write(clause.Gap.Width);
                writer.Write((ulong)clause.Gap.Bytes.Ascii);
                writer.Write((ulong)(clause.Gap.Bytes.Ascii >> 64));
                writer.Write(clause.Gap.Bytes.HasOthers);
                writer.Write(numbers[clause.Words]);
            }
        }

        return bytes.ToArray();
    }

    private static NeededWords[] Read(byte[] kept)
    {
        using var reader = new BinaryReader(new MemoryStream(kept), Encoding.UTF8);
        var lists = new string[reader.ReadInt32()][];
        for (var i = 0; i < lists.Length; i++)
        {
            lists[i] = new string[reader.ReadInt32()];
            for (var j = 0; j < lists[i].Length; j++)
                lists[i][j] = reader.ReadString();
        }

        var branches = new NeededWords[reader.ReadInt32()];
        for (var i = 0; i < branches.Length; i++)
        {
            var phrase = reader.ReadInt32();
            var width = reader.ReadInt32();
            var clauses = new NeededClause[reader.ReadInt32()];
            for (var j = 0; j < clauses.Length; j++)
                clauses[j] = new NeededClause(ReadGap(reader), lists[reader.ReadInt32()]);
            branches[i] = new NeededWords(phrase, width, clauses);
        }

        return branches;
    }

    private static Filling ReadGap(BinaryReader reader)
    {
        var width = reader.ReadInt32();
        var low = reader.ReadUInt64();
        return new Filling(width, new ByteSet(new UInt128(reader.ReadUInt64(), low), reader.ReadBoolean()));
    }
}
