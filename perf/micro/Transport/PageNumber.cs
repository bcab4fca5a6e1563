namespace Pipelock.Micro.Transport;

/// <summary>A number within a message that is another one each time, so that nothing is known from before.</summary>
/// <param name="message">The message; its first <see cref="First"/> is counted up, if there is one.</param>
internal sealed class PageNumber(byte[] message)
{
    /// <summary>Stands where the number goes.</summary>
    public const string First = "0000000";

    private readonly int _at = message.AsSpan().IndexOf("0000000"u8);

    /// <summary>Writes the next number into the message.</summary>
    public void Next()
    {
        if (_at < 0) return;
        var digits = message.AsSpan(_at, First.Length);
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            if (digits[i]++ < '9') return;
            digits[i] = (byte)'0';
        }
    }
}
