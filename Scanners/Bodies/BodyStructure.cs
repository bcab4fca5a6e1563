using Pipelock.Scanners.Bodies.Json;
using Pipelock.Scanners.Text;
using Pipelock.Scanners.Text.Pieces;

namespace Pipelock.Scanners.Bodies;

/// <summary>Examines a body that is there as a whole: its text, then what its fields spell together.</summary>
/// <remarks>
/// The text already shows whatever stands in one field, encodings undone. So fields are looked at one by one only once
/// something was found, to say where. Not thread-safe.
/// </remarks>
/// <param name="scanner">Looks for secrets.</param>
/// <param name="layer">The layer findings are reported under.</param>
/// <param name="where">Where a finding is when nothing closer is known.</param>
internal sealed class BodyStructure(TextScanner scanner, ScanLayer layer, string where)
{
    private const int MaxContentType = 512;
    private const int MaxLocated = 16; // each costs a walk through the body

    private readonly FieldText _fields = new();
    private readonly byte[] _contentType = new byte[MaxContentType];
    private int _contentTypeLength;

    /// <summary>The declared type of the body.</summary>
    internal ReadOnlySpan<byte> ContentType => _contentType.AsSpan(0, _contentTypeLength);

    /// <summary>Keeps the declared type of the body that follows.</summary>
    internal void Start(ReadOnlySpan<byte> contentType)
    {
        _contentTypeLength = Math.Min(contentType.Length, MaxContentType);
        contentType[.._contentTypeLength].CopyTo(_contentType);
    }

    /// <summary>Examines the body.</summary>
    internal void Scan(ReadOnlySpan<byte> body, DecodingChain chain, ref FindingSet found)
    {
        var format = BodyFormats.Declared(ContentType) | BodyFormats.Sniffed(body);
        var views = (format & BodyFormat.Form) != 0 ? TextViews.PlusIsSpace : TextViews.Standard;
        var inText = new FindingSet();
        scanner.Scan(body, layer, where, views, chain, ref inText);
        var inFields = new FindingSet();
        // Where nothing was found and nothing can be, no string is looked at.
        var first = 0;
        if ((format & BodyFormat.Json) != 0
            && (!inText.IsEmpty || JsonMarks.MayCount(body, scanner.KnowsWords, out first)))
        {
            // Pieces with harmless fields between them, or with one half in a name, are among what looks random.
            var pieces = _fields.JoinJson(body, scanner.KnowsWords, first);
            ScanJoined(pieces.Random, chain, ref inText, pieces.AreDigests);
            ScanJoined(pieces.Words, chain, ref inText, pieces.AreDigests);
            Locate(new JsonFields(body), chain, inText, ref inFields);
        }

        if ((format & BodyFormat.Json) != 0)
        {
            scanner.Scan(
                SingleWords.OfJson(body), layer, where, TextViews.Joined, chain.Then(Decoding.Fields), ref inText);
        }

        if ((format & BodyFormat.Form) != 0)
        {
            scanner.Scan(
                NumberedDigits.Gather(new FormFields(body)), layer, where, TextViews.Standard,
                chain.Then(Decoding.Fields), ref inText);
            ScanFields(new FormFields(body), new FormFields(body), body.Length, chain, ref inText, ref inFields);
        }

        if ((format & BodyFormat.Multipart) != 0)
        {
            var boundary = BodyFormats.Boundary(ContentType, body);
            ScanFields(
                new MultipartFields(body, boundary), new MultipartFields(body, boundary), body.Length, chain,
                ref inText, ref inFields);
        }

        if ((format & BodyFormat.Markup) != 0)
        {
            scanner.Scan(
                SingleWords.OfMarkup(body), layer, where, TextViews.Joined, chain.Then(Decoding.Fields), ref inText);
            ScanFields(new MarkupFields(body), new MarkupFields(body), body.Length, chain, ref inText, ref inFields);
        }

        found.AddLocated(inText, inFields);
    }

    /// <summary>Gives the memory back.</summary>
    internal void Release() => _fields.Release();

    private void ScanFields<TPieces, TReader>(
        TPieces joined, TReader single, int length, DecodingChain chain, ref FindingSet inText, ref FindingSet inFields)
        where TPieces : IPieceReader, allows ref struct
        where TReader : IFieldReader, allows ref struct
    {
        ScanJoined(_fields.Join(ref joined, length), chain, ref inText);
        Locate(single, chain, inText, ref inFields);
    }

    private void ScanJoined(
        ReadOnlySpan<byte> joined, DecodingChain chain, ref FindingSet inText, bool areDigests = false)
    {
        if (GluedMatch.MayCount(joined))
        {
            var views = areDigests ? TextViews.Joined | TextViews.Digests : TextViews.Joined;
            scanner.Scan(joined, layer, where, views, chain.Then(Decoding.Fields), ref inText);
        }
    }

    private void Locate<TReader>(
        TReader single, DecodingChain chain, in FindingSet inText, ref FindingSet inFields)
        where TReader : IFieldReader, allows ref struct
    {
        if (inText.IsEmpty)
        {
            return;
        }

        var located = 0;
        while (located < MaxLocated && single.MoveNext())
        {
            var inField = new FindingSet();
            scanner.Scan(
                _fields.Decode(ref single), layer, where, TextViews.Standard, chain, ref inField);
            if (!inField.IsEmpty)
            {
                inFields.AddAll(inField, Name(single.Describe()));
                located++;
            }
        }
    }

    // The sender chooses the names; one that is itself a secret must not get into an answer or a log.
    private string Name(string description)
    {
        const int MaxLength = 200;
        var shown = description.Length > MaxLength ? description[..MaxLength] : description;
        var bytes = System.Text.Encoding.UTF8.GetBytes(description);
        var found = new FindingSet();
        scanner.Scan(bytes, layer, where, TextViews.NoiseStripped, default, ref found);
        return found.IsEmpty ? $"{where}, {shown}" : $"{where}, a name that is itself a finding";
    }
}
