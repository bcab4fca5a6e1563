using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Pipelock.Scanners.Secrets.Validators;

namespace Pipelock.Scanners.Payments;

/// <summary>A payment address in the form in which addresses are compared: without its mark, in one letter case where
/// case means nothing.</summary>
internal readonly record struct PaymentAddress
{
    /// <summary>The shortest address: one of Bitcoin.</summary>
    public const int Shortest = 26;

    /// <summary>The longest: a taproot address of Bitcoin, BIP-350 allows up to so many.</summary>
    public const int Longest = 90;

    private readonly Characters _characters;
    private readonly byte _length;

    private PaymentAddress(PaymentChain chain, ReadOnlySpan<byte> payload, bool isCaseless)
    {
        Chain = chain;
        _length = (byte)payload.Length;
        if (isCaseless) Ascii.ToLower(payload, _characters, out _);
        else payload.CopyTo(_characters);
    }

    /// <summary>The chain it belongs to.</summary>
    public PaymentChain Chain { get; }

    [UnscopedRef]
    private ReadOnlySpan<byte> Payload => ((ReadOnlySpan<byte>)_characters)[.._length];

    /// <summary>Reads an address; <paramref name="text"/> is nothing else. Checksums count.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out PaymentAddress address)
    {
        if (text.Length is < Shortest or > Longest)
        {
            address = default;
            return false;
        }

        address = text[..4] switch
        {
            [(byte)'0', (byte)'x' or (byte)'X', ..] when IsEthereum(text) => new(PaymentChain.Eth, text[2..], true),
            [_, _, (byte)'1', ..] when IsSegwit(text) => new(PaymentChain.Btc, text[3..], true),
            [_, _, _, (byte)'1'] when IsBeacon(text) => new(PaymentChain.Bnb, text[4..], true),
            [(byte)'1' or (byte)'3', ..] when IsBase58Check(text) => new(PaymentChain.Btc, text, false),
            _ when IsSolana(text) => new(PaymentChain.Sol, text, false),
            _ => default,
        };
        return address._length > 0;
    }

    /// <summary>The same address, however it is written.</summary>
    public bool IsSame(in PaymentAddress other) => Chain == other.Chain && Payload.SequenceEqual(other.Payload);

    /// <summary>Another address that looks the same to who reads its ends only.</summary>
    public bool Resembles(in PaymentAddress other, int prefix, int suffix) =>
        Chain == other.Chain && _length == other._length && !IsSame(other)
        && Payload[..Math.Min(prefix, _length)].SequenceEqual(other.Payload[..Math.Min(prefix, _length)])
        && Payload[^Math.Min(suffix, _length)..].SequenceEqual(other.Payload[^Math.Min(suffix, _length)..]);

    // Twenty bytes in hexadecimal. The case of letters is a checksum (EIP-55) that many writers leave out.
    private static bool IsEthereum(ReadOnlySpan<byte> text)
    {
        if (text.Length != 42) return false;
        foreach (var b in text[2..])
        {
            if (!char.IsAsciiHexDigit((char)b)) return false;
        }

        return true;
    }

    // BIP-173 and BIP-350: witness version 0 has the one checksum, version 1 and up have the other.
    private static bool IsSegwit(ReadOnlySpan<byte> text) =>
        Ascii.EqualsIgnoreCase(text[..2], "bc"u8) && Bech32.IsValid(text, isModified: (text[3] | 0x20) != 'q');

    private static bool IsBeacon(ReadOnlySpan<byte> text) =>
        text.Length == 42 && Ascii.EqualsIgnoreCase(text[..3], "bnb"u8) && Bech32.IsValid(text, isModified: false);

    // Version 0 or 5, twenty bytes, and the first four of their double SHA-256.
    private static bool IsBase58Check(ReadOnlySpan<byte> text)
    {
        Span<byte> decoded = stackalloc byte[25];
        if (text.Length > 35 || !Base58.TryDecode(text, decoded) || decoded[0] is not (0 or 5)) return false;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(decoded[..21], hash);
        SHA256.HashData(hash, hash);
        return decoded[21..].SequenceEqual(hash[..4]);
    }

    // A public key of 32 bytes; each zero in front of it is a 1 of the text.
    private static bool IsSolana(ReadOnlySpan<byte> text)
    {
        Span<byte> decoded = stackalloc byte[32];
        if (text.Length is < 32 or > 44 || !Base58.TryDecode(text, decoded)) return false;
        var zeros = decoded.IndexOfAnyExcept((byte)0);
        return text[..Math.Max(0, zeros)].IndexOfAnyExcept((byte)'1') < 0 && zeros >= 0 && text[zeros] != '1';
    }

    [InlineArray(Longest)]
    private struct Characters
    {
        private byte _element;
    }
}
