using Pipelock.Policy.Disclosure;

namespace Pipelock.Evidence.Records;

/// <summary>Writes the fields that the lines of one exchange have in common.</summary>
internal static class ContextFields
{
    private const int LongestMethod = 16;

    /// <summary>What was asked for, and by whom.</summary>
    public static void Exchange(ref RecordWriter record, in ExchangeContext context, UrlDisclosure disclosure)
    {
        Request(ref record, context, disclosure);
        Client(ref record, context);
    }

    /// <summary>Method, and URL or target as far as both disclosures allow.</summary>
    public static void Request(ref RecordWriter record, in ExchangeContext context, UrlDisclosure disclosure)
    {
        if (context.Disclosure > disclosure)
            disclosure = context.Disclosure;
        record.Text(FieldName.Method, ToldMethod(context.Method));
        if (context.Target.IsEmpty)
        {
            var room = record.Compose(FieldName.Url, RecordWriter.LongestUrl);
            record.Composed(LoggedUrl.Compose(context.Url, disclosure, room));
        }
        else
        {
            var room = record.Compose(FieldName.Target, RecordWriter.LongestText);
            record.Composed(LoggedUrl.ComposeAuthority(context.Target, disclosure, room));
        }
    }

    /// <summary>Client address and request number.</summary>
    public static void Client(ref RecordWriter record, in ExchangeContext context)
    {
        record.Address(FieldName.ClientIp, context.Client);
        record.Number(FieldName.RequestId, context.RequestId, FieldKind.RequestId);
    }

    /// <summary>A method is letters only and short; anything else may be a message in disguise.</summary>
    private static ReadOnlySpan<byte> ToldMethod(ReadOnlySpan<byte> method)
    {
        if (method.Length > LongestMethod)
            return "[redacted]"u8;
        foreach (var letter in method)
        {
            if (!char.IsAsciiLetter((char)letter) && letter != '-')
                return "[redacted]"u8;
        }

        return method;
    }
}
