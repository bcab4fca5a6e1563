namespace Pipelock.Protocols.Http1;

/// <summary>Where one field line's name and value lie in the head's buffer: 16 bytes.</summary>
internal struct FieldSlice
{
    public int NameStart;
    public int ValueStart;
    public ushort NameLength;
    public ushort ValueLength;
    public KnownHeader Known;
    public bool HopByHop;
}
