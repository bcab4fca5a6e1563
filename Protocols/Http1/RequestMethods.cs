namespace Pipelock.Protocols.Http1;

/// <summary>Recognises methods; names are case-sensitive (RFC 9110 §9.1).</summary>
internal static class RequestMethods
{
    /// <summary>The method of that name, or <see cref="RequestMethod.Other"/>.</summary>
    public static RequestMethod Recognise(ReadOnlySpan<byte> name) => name.Length switch
    {
        3 when name.SequenceEqual("GET"u8) => RequestMethod.Get,
        3 when name.SequenceEqual("PUT"u8) => RequestMethod.Put,
        4 when name.SequenceEqual("POST"u8) => RequestMethod.Post,
        4 when name.SequenceEqual("HEAD"u8) => RequestMethod.Head,
        5 when name.SequenceEqual("PATCH"u8) => RequestMethod.Patch,
        5 when name.SequenceEqual("TRACE"u8) => RequestMethod.Trace,
        6 when name.SequenceEqual("DELETE"u8) => RequestMethod.Delete,
        7 when name.SequenceEqual("CONNECT"u8) => RequestMethod.Connect,
        7 when name.SequenceEqual("OPTIONS"u8) => RequestMethod.Options,
        _ => RequestMethod.Other,
    };
}
