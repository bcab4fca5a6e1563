using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Gates;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Secrets.Shapes;

/// <summary>Finds the secrets that have no literal to anchor on, in one vectorised pass.</summary>
/// <remarks>
/// Sixty-four bytes at a time become bit masks; shifts and ands of the masks leave the few places where a shape may
/// begin, and scalar code judges those. A block advances by less than its width, so that the shifts can look ahead
/// eight bytes from every place at which they may begin.
/// </remarks>
internal sealed class ShapeFinder(ShapeRules rules)
{
    private const int LookAhead = 8;
    private const int Stride = ByteClasses.Width - LookAhead;
    private const ulong AllStarts = ulong.MaxValue;
    private const ulong StrideStarts = ulong.MaxValue >> LookAhead;
    private const ulong AllEights = ulong.MaxValue >> 7; // where eight places lie in the block

    private readonly ShapeRules _rules = rules;
    private readonly CardRuns _cards = new(rules.CreditCard);

    /// <summary>Adds every shape found in <paramref name="text"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="hasLongRun">Whether characters of base64 stand in a row as long as in a key or token, or may do
    /// so.</param>
    /// <param name="runs">Where they do.</param>
    /// <param name="sink">Takes the shapes.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Scan(ReadOnlySpan<byte> text, bool hasLongRun, RunBlocks runs, ref SecretMatches sink)
    {
        if (_rules.IsEmpty)
            return;
        ref var start = ref MemoryMarshal.GetReference(text);
        var cardsDone = 0;
        var at = 0;
        var run = hasLongRun ? 0 : int.MaxValue; // where the next one may begin
        for (; at + ByteClasses.Width <= text.Length; at += Stride)
        {
            ref var block = ref Unsafe.Add(ref start, at);
            if (run < at)
                run = runs.Next(at);
            var bytes = new ByteClasses(ref block);
            if (!MayHoldNumber(bytes) && (run >= at + ByteClasses.Width || !MayHoldRun(bytes)))
                continue;
            Judge(text, at, ref block, StrideStarts, ref cardsDone, ref sink);
            if (sink.IsSatisfied)
                return;
        }

        if (text.Length - at >= SocialSecurityShape.Length)
            JudgeRest(text, at, ref cardsDone, ref sink);
    }

    /// <summary>
    /// Every number has two digits side by side or digits at every other place, and eight places in a row that have one
    /// or a mark behind one, or two of them behind two letters.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool MayHoldNumber(in ByteClasses bytes)
    {
        ulong digits = bytes.Digits, words = digits | bytes.Letters;
        var pairs = digits & (digits >> 1);
        var spread = digits & (digits >> 2);
        if ((pairs | (spread & (spread >> 4))) == 0)
            return false;
        var run = digits | ((digits << 1) & ~words);
        run &= run >> 1;
        run &= run >> 2;
        return ((run & (run >> 4)) | (bytes.Letters & (bytes.Letters >> 1) & ~(words << 1) & (pairs >> 2))) != 0;
    }

    /// <summary>
    /// A token has two dots between its runs, and of a key that begins in the block sixteen letters and digits lie in
    /// it, or those that it ends with.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool MayHoldRun(in ByteClasses bytes)
    {
        ulong words = bytes.Digits | bytes.Letters, dots = bytes.Of('.');
        return ((dots & (dots >> 7)) | CharacterClasses.RunsOfSixteen(words)) != 0
            | BitOperations.LeadingZeroCount(~words) > LookAhead;
    }

    [SkipLocalsInit]
    private void JudgeRest(ReadOnlySpan<byte> text, int at, ref int cardsDone, ref SecretMatches sink)
    {
        Span<byte> padded = stackalloc byte[ByteClasses.Width];
        Judge(text, at, ref LastBlock.Copy(text[at..], 0, padded), AllStarts, ref cardsDone, ref sink);
    }

    // Loads the block again: one that is passed on would be kept in memory by the loop.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Judge(
        ReadOnlySpan<byte> text, int at, ref byte block, ulong starts, ref int cardsDone, ref SecretMatches sink)
    {
        var bytes = new ByteClasses(ref block);
        ulong digits = bytes.Digits, letters = bytes.Letters, dashes = bytes.Of('-'), dots = bytes.Of('.');
        var words = digits | letters;
        var begins = ~((words << 1) | (at > 0 && char.IsAsciiLetterOrDigit((char)text[at - 1]) ? 1UL : 0UL));

        // 5, K or L and seven more letters or digits.
        var pairs = words & (words >> 1);
        var fours = pairs & (pairs >> 2);
        var wif = begins & bytes.WifStarts & fours & (fours >> 4);
        // Two dots with six characters between.
        var discord = dots & (dots >> 7);
        if (digits == 0)
        {
            if (((wif | discord) & starts) != 0)
                Others(text, at, ssn: 0, iban: 0, wif & starts, discord & starts, ref sink);
            return;
        }

        // 3-2-4 digits; the ninth and following characters are left to the judge.
        var ssn = begins & digits & (digits >> 1) & (digits >> 2) & (dashes >> 3)
            & (digits >> 4) & (digits >> 5) & (dashes >> 6);
        // Two letters, two digits.
        var iban = begins & letters & (letters >> 1) & (digits >> 2) & (digits >> 3);
        // Fifteen places of digits with single separators between, at the first digit; what is beyond the block may be.
        var run = digits | ((digits << 1) & (dashes | bytes.Of(' ')));
        var runPairs = run & (run >> 1);
        var runFours = runPairs & (runPairs >> 2);
        var runEights = runFours & (runFours >> 4);
        var cards = digits & runEights & ((runEights | ~AllEights) >> 7) & ~(digits << 1);

        // Four digits, a mark, three digits.
        var marked = begins & digits & (digits >> 1) & (digits >> 2) & (digits >> 3) & (~words >> 4)
            & (digits >> 5) & (digits >> 6) & (digits >> 7);

        if (((ssn | iban | wif | discord | cards | marked) & starts) == 0)
            return;
        if (_rules.CreditCard >= 0)
        {
            Cards(text, at, cards & starts, ref cardsDone, ref sink);
            MarkedCards(text, at, marked & starts, ref sink);
        }

        Others(text, at, ssn & starts, iban & starts, wif & starts, discord & starts, ref sink);
    }

    private void Cards(ReadOnlySpan<byte> text, int at, ulong places, ref int done, ref SecretMatches sink)
    {
        for (; places != 0; places &= places - 1)
        {
            var start = at + BitOperations.TrailingZeroCount(places);
            if (start >= done)
                done = _cards.Judge(text, start, ref sink);
        }
    }

    private void MarkedCards(ReadOnlySpan<byte> text, int at, ulong places, ref SecretMatches sink)
    {
        for (; places != 0; places &= places - 1)
        {
            var start = at + BitOperations.TrailingZeroCount(places);
            if (MarkedCardShape.TryMatch(text, start, out var end))
                sink.Add(new SecretMatch(_rules.CreditCard, start, end));
        }
    }

    private void Others(
        ReadOnlySpan<byte> text, int at, ulong ssn, ulong iban, ulong wif, ulong discord, ref SecretMatches sink)
    {
        for (; ssn != 0 && _rules.SocialSecurityNumber >= 0; ssn &= ssn - 1)
        {
            var start = at + BitOperations.TrailingZeroCount(ssn);
            if (SocialSecurityShape.TryMatch(text, start, out var end))
                sink.Add(new SecretMatch(_rules.SocialSecurityNumber, start, end));
        }

        for (; iban != 0 && _rules.Iban >= 0; iban &= iban - 1)
        {
            var start = at + BitOperations.TrailingZeroCount(iban);
            if (IbanShape.TryMatch(text, start, out var end))
                sink.Add(new SecretMatch(_rules.Iban, start, end));
        }

        for (; wif != 0 && _rules.BitcoinWif >= 0; wif &= wif - 1)
        {
            var start = at + BitOperations.TrailingZeroCount(wif);
            if (BitcoinWifShape.TryMatch(text, start, out var end))
                sink.Add(new SecretMatch(_rules.BitcoinWif, start, end));
        }

        for (; discord != 0 && _rules.DiscordToken >= 0; discord &= discord - 1)
        {
            var dot = at + BitOperations.TrailingZeroCount(discord);
            if (DiscordTokenShape.TryMatch(text, dot, out var start, out var end))
                sink.Add(new SecretMatch(_rules.DiscordToken, start, end));
        }
    }
}
