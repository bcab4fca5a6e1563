using System.Text.Unicode;
using Pipelock.Scanners.Text.Decoders;
using Pipelock.Scanners.Text.Gates;
using Pipelock.Scanners.Text.Normalization;
using Pipelock.Scanners.Text.Pieces;
using Pipelock.Scanners.Text.Runs;

namespace Pipelock.Scanners.Text;

/// <summary>Goes through a text and every view of it that is worth scanning.</summary>
/// <remarks>
/// (a) the text (the text in it, if it is binary) ─► (b) its canonical form ─► (c) words across line breaks, text
/// without separators ─►
/// (d) one encoding of single characters undone ─► (e) runs decoded ─► each of these again, to a bounded depth.
/// A view of plain words has none of these, and costs one pass to find that out.
/// </remarks>
internal ref struct ViewWalk
{
    private const ViewState Pieced = ViewState.Glued | ViewState.Joined | ViewState.Stripped;

    private const int MaxCutDepth = 2;

    private readonly ReadOnlySpan<byte> _text;
    private readonly ViewTree _tree;
    private readonly TextViews _wanted;
    private int _index = -1;
    private TextTraits _traits;

    /// <summary>Starts before the text itself.</summary>
    internal ViewWalk(ReadOnlySpan<byte> text, TextViews wanted, ViewTree tree)
    {
        _text = text;
        _tree = tree;
        _wanted = wanted;
    }

    /// <summary>The bytes to scan. Valid until the next move.</summary>
    internal readonly ReadOnlySpan<byte> Current => Bytes(_index);

    /// <summary>What kinds of characters it has.</summary>
    internal readonly TextTraits Traits => _traits;

    /// <summary>In which of its blocks the long runs lie.</summary>
    internal readonly RunBlocks Runs => _tree.RunBlocks(Current.Length);

    /// <summary>The steps that led to the current view.</summary>
    internal readonly DecodingChain Chain => _tree[_index].Chain;

    /// <summary>True when only rules of unmistakable format count in the current view.</summary>
    internal readonly bool IsGlued => (_tree[_index].State & ViewState.Glued) != 0;

    /// <summary>True for the text itself and what was decoded from it, in the characters in which it was
    /// written.</summary>
    internal readonly bool IsForPhrases =>
        (_tree[_index].State & (ViewState.Glued | ViewState.Canonical | ViewState.Valid)) == 0;

    /// <summary>Goes to the next view; makes the views of the one before first.</summary>
    internal bool MoveNext()
    {
        if (_index >= 0)
        {
            Expand();
        }

        if (++_index >= _tree.Count)
        {
            return false;
        }

        _traits = TextTraitsReader.Read(Current, _tree.ClearRunBlocks(Current.Length));
        return true;
    }

    private readonly ReadOnlySpan<byte> Bytes(int index) => index == 0 ? _text : _tree.Bytes(_tree[index]);

    private readonly void Expand()
    {
        var view = _tree[_index];
        var traits = _traits;
        if ((traits & TextTraits.Unusual) != 0 && (view.State & ViewState.Valid) == 0 && !Utf8.IsValid(Current))
        {
            AddStretches(view);
            return; // (a) binary data: everything else is read from the text in it
        }

        var strip = (_wanted & TextViews.NoiseStripped) != 0 && (view.State & ViewState.Stripped) == 0;
        var isForeign = (traits & TextTraits.Unusual) != 0 && (view.State & ViewState.Canonical) == 0;
        if (isForeign && AddCanonical(view))
        {
            return; // (b) everything else is read from the canonical form
        }

        if ((traits & TextTraits.Break) != 0 && (view.State & ViewState.Joined) == 0)
        {
            AddJoined(view); // (c)
        }

        if (strip && view.Depth <= 1)
        {
            AddStripped(view); // (c)
        }

        var mayGoOn = view.Depth < ViewTree.MaxDepth;
        // What is written with escapes is read without them, but for encodings that have their marks among the digits.
        var isUnescaped = mayGoOn && AddUnescaped(view, traits); // (d)
        var runs = mayGoOn && !isUnescaped && (traits & TextTraits.LongRun) != 0
            ? _tree.ReadRuns(Current) : null;
        if (view.Depth <= MaxCutDepth && (view.State & ViewState.Glued) == 0)
        {
            var lanes = _tree.CutLanes(view.Length);
            var wanted = isUnescaped ? CutReadings.Base85 : CutReadings.All;
            var readings = CutGate.Read(Current, wanted, lanes);
            AddOfAllSigns(view, traits, readings, lanes); // (e)
            if (!isUnescaped)
            {
                AddCut(view, traits, readings, lanes, runs); // (c)
            }
        }

        if (mayGoOn && !isUnescaped)
        {
            AddDecoded(view, traits, runs); // (e)
        }
    }

    private readonly void AddStretches(in View view)
    {
        var written = ValidStretches.Extract(Current, _tree.Reserve(0, view.Length + 1));
        _tree.Add(written, view.Depth, view.Chain, view.State | ViewState.Valid);
    }

    private readonly bool AddCanonical(in View view)
    {
        AddExtract<TagCharacters>(view, view.Depth, ViewState.None);
        if (!DlpCanonicalizer.WouldChange(Current))
        {
            return false;
        }

        var destination = _tree.Reserve(0, DlpCanonicalizer.MaxLength(view.Length));
        var written = DlpCanonicalizer.Canonicalize(Current, destination);
        _tree.Add(written, view.Depth, view.Chain.Then(Decoding.Unicode), view.State | ViewState.Canonical);
        return true;
    }

    // What is written in pieces, as numbers or backwards; by hand, so not below many encodings.
    private readonly void AddCut(
        in View view, TextTraits traits, CutReadings readings, CutLanes lanes, WantedRuns? runs)
    {
        if ((readings & CutReadings.Split) != 0)
        {
            AddExtract<SplitChains>(lanes.Split, view, view.Depth, Pieced);
        }

        if ((readings & CutReadings.Dense) != 0)
        {
            if ((traits & TextTraits.Quote) != 0)
            {
                AddExtract<QuotedChains>(view, view.Depth, Pieced);
            }

            // What was decoded has blanks of our own between its runs.
            if ((traits & TextTraits.LongRun) != 0 && !view.Chain.IsPacked)
            {
                AddExtract<WrappedRuns>(view, view.Depth, Pieced);
            }

            if ((traits & TextTraits.Break) != 0 && HexDump.IsCandidate(Current))
            {
                AddExtract<HexDump>(view, view.Depth + 1, ViewState.None);
            }
        }

        if ((traits & TextTraits.Markup) != 0 && MarkedChains.IsCandidate(Current))
        {
            AddExtract<MarkedChains>(view, view.Depth, Pieced);
        }

        if ((readings & CutReadings.Codes) != 0)
        {
            AddExtract<CharacterCodes>(lanes.Codes, view, view.Depth + 1, ViewState.None);
        }

        if (readings != CutReadings.None && (traits & TextTraits.Plus) != 0 && CodePoints.IsCandidate(Current))
        {
            AddExtract<CodePoints>(view, view.Depth + 1, ViewState.None);
        }

        if (runs is not null && (runs.All & RunReadings.Mirrored) != 0)
        {
            var destination = _tree.Reserve(0, MirroredRuns.MaxLength(view.Length));
            var written = MirroredRuns.Extract(
                Current, runs, (_wanted & TextViews.MirroredWords) != 0, destination);
            _tree.Add(written, view.Depth + 1, view.Chain.Then(MirroredRuns.Decoding), ViewState.Glued);
        }
    }

    private readonly void AddOfAllSigns(in View view, TextTraits traits, CutReadings readings, CutLanes lanes)
    {
        if ((readings & CutReadings.Base85) != 0)
        {
            AddExtract<Base85Decoder>(lanes.Base85, view, view.Depth + 1, ViewState.None);
        }

        var mayHoldLines = (traits & TextTraits.Break) != 0 || Current.Length <= UuDecoder.MaxLine;
        if (mayHoldLines && UuDecoder.IsCandidate(Current))
        {
            AddExtract<UuDecoder>(view, view.Depth + 1, ViewState.None);
        }
    }

    private readonly void AddExtract<TExtractor>(in View view, int depth, ViewState state)
        where TExtractor : struct, ITextExtractor
    {
        var written = TExtractor.Extract(Current, _tree.Reserve(0, TExtractor.MaxLength(view.Length)));
        _tree.Add(written, depth, view.Chain.Then(TExtractor.Decoding), state);
    }

    private readonly void AddExtract<TExtractor>(ReadOnlySpan<byte> lanes, in View view, int depth, ViewState state)
        where TExtractor : struct, ILaneExtractor
    {
        var written = TExtractor.Extract(Current, lanes, _tree.Reserve(0, TExtractor.MaxLength(view.Length)));
        _tree.Add(written, depth, view.Chain.Then(TExtractor.Decoding), state);
    }

    private readonly void AddJoined(in View view)
    {
        var written = LineJoiner.Join(Current, _tree.Reserve(0, view.Length));
        _tree.Add(written, view.Depth, view.Chain.Then(Decoding.Lines), view.State | Pieced);
    }

    private readonly void AddStripped(in View view)
    {
        if (SeparatorStripper.WouldChange(Current))
        {
            var written = SeparatorStripper.Strip(Current, _tree.Reserve(0, view.Length));
            _tree.Add(written, view.Depth, view.Chain.Then(Decoding.Split), view.State | Pieced);
        }
    }

    // One encoding at a time, in this order: the view it gives is where the next one is looked for. True for a view
    // without such escapes; pairs behind equals signs may be something else.
    private readonly bool AddUnescaped(in View view, TextTraits traits)
    {
        if ((_wanted & TextViews.PlusIsSpace) != 0 && (view.State & ViewState.PlusRead) == 0
            && (traits & TextTraits.Plus) != 0)
        {
            AddPlusDecoded(view);
        }

        var isUnescaped = ((traits & TextTraits.Percent) != 0 && Add<PercentDecoder>(view))
            || ((traits & TextTraits.Ampersand) != 0 && Add<EntityDecoder>(view))
            || ((traits & TextTraits.Backslash) != 0 && Add<EscapeDecoder>(view));
        _ = !isUnescaped && (traits & TextTraits.Equals) != 0 && Add<QuotedPrintableDecoder>(view);
        return isUnescaped;
    }

    private readonly void AddPlusDecoded(in View view)
    {
        var written = PercentDecoder.Decode(Current, _tree.Reserve(0, view.Length), plusIsSpace: true);
        AddText(written, changed: true, view, Decoding.Percent);
    }

    private readonly bool Add<TDecoder>(in View view)
        where TDecoder : struct, IWholeTextDecoder
    {
        if (!TDecoder.IsCandidate(Current))
        {
            return false;
        }

        var written = TDecoder.Decode(Current, _tree.Reserve(0, view.Length));
        return AddText(written, changed: false, view, TDecoder.Decoding);
    }

    // An escape is longer than what it stands for, so a changed text is a shorter one. A text that came out of another
    // may need every pass again; glued it stays.
    private readonly bool AddText(int written, bool changed, in View view, Decoding decoding)
    {
        changed |= written < view.Length;
        if (changed)
        {
            var state = (view.State & ViewState.Glued) | ViewState.PlusRead;
            _tree.Add(written, view.Depth + 1, view.Chain.Then(decoding), state);
        }

        return changed;
    }

    private readonly void AddDecoded(in View view, TextTraits traits, WantedRuns? runs)
    {
        var areDigests = _index == 0 && (_wanted & TextViews.Digests) != 0;
        if (runs is not null && !areDigests)
        {
            AddDecoded(view, runs);
        }

        if ((traits & TextTraits.HexPairs) != 0 || HexPairDecoder.HasPrefixedBytes(Current))
        {
            var written = HexPairDecoder.Decode(Current, _tree.Reserve(0, view.Length));
            _tree.Add(written, view.Depth + 1, view.Chain.Then(Decoding.Hex), ViewState.None);
        }
    }

    private readonly void AddDecoded(in View view, WantedRuns runs)
    {
        if ((runs.All & RunReadings.Base64) != 0)
        {
            DecodedRuns.Add<Base64Decoder>(Current, runs, view, _tree);
        }

        if ((runs.All & RunReadings.HexRow) != 0)
        {
            if ((runs.All & RunReadings.DashedHex) != 0)
            {
                DecodedRuns.Add<DashedHexDecoder>(Current, runs, view, _tree);
            }

            if ((runs.All & RunReadings.Hex) != 0)
            {
                DecodedRuns.Add<HexDecoder>(Current, runs, view, _tree);
            }
        }

        if ((runs.All & (RunReadings.Upper32 | RunReadings.Lower32)) != 0)
        {
            DecodedRuns.Add<Base32Decoder<Base32Digits>>(Current, runs, view, _tree);
            DecodedRuns.Add<Base32Decoder<Base32HexDigits>>(Current, runs, view, _tree);
        }
    }
}
