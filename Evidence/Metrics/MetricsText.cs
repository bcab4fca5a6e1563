using System.Buffers;
using System.Text;

namespace Pipelock.Evidence.Metrics;

/// <summary>Writes metric families in the Prometheus text format, version 0.0.4, and puts them in order.</summary>
internal sealed class MetricsText
{
    private const string Prefix = "pipelock_";

    private readonly ArrayBufferWriter<byte> _output = new(32 * 1024);
    private readonly List<(string Name, int Start)> _families = [];

    /// <summary>Copies what was written, ordered by the names of the families.</summary>
    public void CopyTo(IBufferWriter<byte> page)
    {
        var ends = _families.Skip(1).Select(next => next.Start).Append(_output.WrittenCount);
        foreach (var (family, end) in _families.Zip(ends).OrderBy(one => one.First.Name, StringComparer.Ordinal))
            page.Write(_output.WrittenSpan[family.Start..end]);
    }

    /// <summary>Writes a family without labels.</summary>
    public void Single(string name, string type, string help, long value)
    {
        Head(name, type, help);
        Name(name);
        Value(value);
    }

    /// <summary>Writes one sample of a family whose head was written; values of labels are escaped.</summary>
    public void Sample(string name, ReadOnlySpan<string> labels, string first, string second, long value) =>
        Sample(name, labels, [first, second], value);

    /// <summary>The same for any number of labels, each with the value at its own index.</summary>
    public void Sample(string name, ReadOnlySpan<string> labels, ReadOnlySpan<string> values, long value)
    {
        Name(name);
        Raw("{");
        for (var i = 0; i < labels.Length; i++)
        {
            if (i > 0) Raw(",");
            Label(labels[i], values[i]);
        }

        Raw("}");
        Value(value);
    }

    /// <summary>Writes a family of counters with labels: the combinations that have counted something.</summary>
    public void Family(CounterFamily family)
    {
        Head(family.Name, "counter", family.Help);
        string[] labels = [.. family.Labels];
        foreach (var (values, counter) in family.Children)
        {
            if (counter.Value is var count and not 0)
                Sample(family.Name, labels, values.First, values.Second, count);
        }
    }

    /// <summary>Writes a histogram: cumulative buckets, sum and count.</summary>
    public void Histogram(string name, string help, Histogram histogram)
    {
        Head(name, "histogram", help);
        long total = 0;
        for (var i = 0; i <= histogram.Bounds.Count; i++)
        {
            total += histogram.CountIn(i);
            var bound = i < histogram.Bounds.Count ? Number(histogram.Bounds[i]) : "+Inf";
            Sample(name + "_bucket", ["le"], bound, "", total);
        }

        Name(name + "_sum ");
        Raw(Number(histogram.Sum));
        Raw("\n");
        Name(name + "_count");
        Value(total);
    }

    /// <summary>Writes the samples of one histogram of a family whose head was written, under a label of its
    /// own.</summary>
    public void HistogramSamples(string name, string label, string value, Histogram histogram)
    {
        long total = 0;
        for (var i = 0; i <= histogram.Bounds.Count; i++)
        {
            total += histogram.CountIn(i);
            var bound = i < histogram.Bounds.Count ? Number(histogram.Bounds[i]) : "+Inf";
            Sample(name + "_bucket", [label, "le"], [value, bound], total);
        }

        Name(name + "_sum{");
        Label(label, value);
        Raw($"}} {Number(histogram.Sum)}\n");
        Sample(name + "_count", [label], [value], total);
    }

    /// <summary>Writes the HELP and TYPE lines of a family.</summary>
    public void Head(string name, string type, string help)
    {
        _families.Add((name, _output.WrittenCount));
        Raw("# HELP ");
        Name(name);
        Raw(" ");
        Raw(help);
        Raw("\n# TYPE ");
        Name(name);
        Raw(" ");
        Raw(type);
        Raw("\n");
    }

    private void Name(string name)
    {
        Raw(Prefix);
        Raw(name);
    }

    private void Label(string name, string value)
    {
        Raw(name);
        Raw("=\"");
        // Only these three need escaping; a raw line break would end the sample.
        Raw(value.AsSpan().ContainsAny('\\', '"', '\n')
            ? value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n")
            : value);
        Raw("\"");
    }

    private void Value(long value)
    {
        var room = _output.GetSpan(22);
        room[0] = (byte)' ';
        value.TryFormat(room[1..], out var written);
        room[written + 1] = (byte)'\n';
        _output.Advance(written + 2);
    }

    private void Raw(string text)
    {
        var room = _output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        _output.Advance(Encoding.UTF8.GetBytes(text, room));
    }

    private static string Number(double value) => value.ToString("R", null);
}
