using System.Buffers;

namespace Pipelock.Protocols.ClientHello;

/// <summary>Reads the extensions that tell where a hello wants to go (RFC 8446 §4.2).</summary>
internal static class HelloExtensions
{
    private const ushort ServerName = 0;
    private const ushort Alpn = 16;
    private const ushort EncryptedClientHello = 0xFE0D;
    private const byte HostName = 0;
    private const int MaxHostName = 255;

    private static readonly SearchValues<byte> s_hostBytes = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._"u8);

    /// <summary>Reads the whole block; false when it is malformed or one of these extensions is there twice.</summary>
    public static bool TryRead(ReadOnlySpan<byte> block, out ClientHelloInfo info)
    {
        info = default;
        ReadOnlySpan<byte> name = default;
        ReadOnlySpan<byte> protocols = default;
        var isEncrypted = false;
        var extensions = new HelloCursor(block);
        while (!extensions.IsEmpty)
        {
            if (!extensions.TryTakeUInt16(out var type) || !extensions.TryTakeVector16(out var data))
            {
                return false;
            }

            var isValid = type switch
            {
                ServerName => name.IsEmpty && TryReadServerName(data, out name),
                Alpn => protocols.IsEmpty && TryReadProtocols(data, out protocols),
                EncryptedClientHello => !isEncrypted,
                _ => true,
            };
            if (!isValid)
            {
                return false;
            }

            isEncrypted |= type == EncryptedClientHello;
        }

        info = new ClientHelloInfo
        {
            ServerName = name,
            AlpnProtocols = protocols,
            HasEncryptedClientHello = isEncrypted,
        };
        return true;
    }

    /// <summary>RFC 6066 §3: a list that in practice and here has exactly one host name, in ASCII.</summary>
    private static bool TryReadServerName(ReadOnlySpan<byte> data, out ReadOnlySpan<byte> name)
    {
        name = default;
        var extension = new HelloCursor(data);
        if (!extension.TryTakeVector16(out var list) || !extension.IsEmpty)
        {
            return false;
        }

        var entry = new HelloCursor(list);
        return entry.TryTake(1, out var type) && type[0] == HostName
            && entry.TryTakeVector16(out name) && entry.IsEmpty
            && name.Length is > 0 and <= MaxHostName && !name.ContainsAnyExcept(s_hostBytes);
    }

    /// <summary>RFC 7301 §3.1: a list of names, none of them empty.</summary>
    private static bool TryReadProtocols(ReadOnlySpan<byte> data, out ReadOnlySpan<byte> protocols)
    {
        var extension = new HelloCursor(data);
        if (!extension.TryTakeVector16(out protocols) || !extension.IsEmpty || protocols.IsEmpty)
        {
            return false;
        }

        var names = new HelloCursor(protocols);
        while (!names.IsEmpty)
        {
            if (!names.TryTakeVector8(out var protocol) || protocol.IsEmpty)
            {
                return false;
            }
        }

        return true;
    }
}
