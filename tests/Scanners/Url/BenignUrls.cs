using System.Text;

namespace Pipelock.Scanners.Tests.Url;

/// <summary>
/// The URLs of <c>Data/benign-urls.txt</c>: ordinary traffic, much of which looks like something else.
/// </summary>
public static class BenignUrls
{
    public static TheoryData<string> All { get; } = Read();

    private static TheoryData<string> Read()
    {
        using var stream = typeof(BenignUrls).Assembly.GetManifestResourceStream("benign-urls.txt")!;
        using StreamReader reader = new(stream, Encoding.UTF8);
        TheoryData<string> urls = [];
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
                urls.Add(line);
        }

        return urls;
    }
}
