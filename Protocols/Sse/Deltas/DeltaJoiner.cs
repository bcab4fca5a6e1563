namespace Pipelock.Protocols.Sse.Deltas;

/// <summary>Joins the texts that the events of one model's answer bring piece by piece.</summary>
/// <remarks>
/// Understands OpenAI's chat completions and responses, Anthropic's messages and Gemini's streams by their members, not
/// by the URL they came from, so anything that speaks like one of them is understood. A scanner looks at the
/// <see cref="Delta.Window"/> of each run that an event touched: its text with up to <see cref="MaxTail"/> bytes of
/// what
/// came before. At most <see cref="MaxRuns"/> runs are held; the one untouched longest goes. Steady state allocates
/// nothing. Not thread-safe.
/// </remarks>
public sealed class DeltaJoiner : IDisposable
{
    /// <summary>Runs held at once: choices times their content blocks and tool calls.</summary>
    public const int MaxRuns = 64;

    /// <summary>Bytes kept of a run, when nothing else is said.</summary>
    public const int DefaultMaxTail = 4096;

    private readonly DeltaReader _reader = new();
    private readonly List<DeltaRun> _runs = [];
    private readonly List<DeltaRun> _touched = [];
    private long _events;

    /// <summary>A joiner that keeps up to <paramref name="maxTail"/> bytes of each run.</summary>
    public DeltaJoiner(int maxTail = DefaultMaxTail) => MaxTail = maxTail;

    /// <summary>Bytes kept of each run.</summary>
    public int MaxTail { get; }

    /// <summary>How many runs the latest event appended to.</summary>
    public int Count => _touched.Count;

    /// <summary>What the latest event appended to one run.</summary>
    public Delta this[int index] => new(_touched[index].Key, _touched[index].Window, _touched[index].TailLength);

    /// <summary>Reads the data of one event.</summary>
    /// <returns>False when it is not JSON: <c>[DONE]</c>, plain text, or something broken.</returns>
    public bool Read(ReadOnlySpan<byte> data)
    {
        _events++;
        _touched.Clear();
        TrimRuns();
        if (!_reader.Read(data)) return false;
        foreach (ref readonly var piece in _reader.Pieces)
        {
            if (piece.Length > 0) Touch(piece.Key).Append(_reader.Text(piece));
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        foreach (var run in _runs) run.Dispose();
    }

    /// <summary>Lets surplus runs of an event with very many go, once it was looked at.</summary>
    private void TrimRuns()
    {
        for (var i = _runs.Count - 1; i >= MaxRuns; i--)
        {
            _runs[i].Dispose();
            _runs.RemoveAt(i);
        }
    }

    /// <summary>The run of <paramref name="key"/>, ready for text of the event in progress.</summary>
    private DeltaRun Touch(DeltaKey key)
    {
        var run = Find(key);
        if (run.LastEvent == _events) return run;
        run.LastEvent = _events;
        run.Advance(MaxTail);
        _touched.Add(run);
        return run;
    }

    private DeltaRun Find(DeltaKey key)
    {
        foreach (var run in _runs)
        {
            if (run.Key == key) return run;
        }

        // Runs that one event touches all stay until it was looked at, however many they are.
        var oldest = _runs.Count < MaxRuns ? null : _runs.MinBy(static run => run.LastEvent);
        if (oldest is null || oldest.LastEvent == _events)
        {
            oldest = new DeltaRun();
            _runs.Add(oldest);
        }

        oldest.Restart(key);
        return oldest;
    }
}
