using Google.Protobuf;

namespace Pipelock.Evidence.Tests.Emit;

/// <summary>Reads any protobuf message field by field: numbers, and texts or messages as bytes.</summary>
internal sealed class Protobuf
{
    private readonly List<(int Field, object Value)> _fields = [];

    public Protobuf(byte[] message)
    {
        var input = new CodedInputStream(message);
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            object value = WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.Varint => input.ReadUInt64(),
                WireFormat.WireType.Fixed64 => input.ReadFixed64(),
                WireFormat.WireType.Fixed32 => (ulong)input.ReadFixed32(),
                _ => input.ReadBytes().ToByteArray(),
            };
            _fields.Add((WireFormat.GetTagFieldNumber(tag), value));
        }
    }

    public ulong Number(int field) => (ulong)_fields.First(one => one.Field == field).Value;

    public string Text(int field) =>
        System.Text.Encoding.UTF8.GetString((byte[])_fields.First(one => one.Field == field).Value);

    public IEnumerable<Protobuf> All(int field) =>
        _fields.Where(one => one.Field == field).Select(one => new Protobuf((byte[])one.Value));

    public Protobuf One(int field) => All(field).First();

    /// <summary>A list of KeyValue messages with text values (opentelemetry/proto/common/v1/common.proto).</summary>
    public Dictionary<string, string> Attributes(int field) =>
        All(field).ToDictionary(pair => pair.Text(1), pair => pair.One(2).Text(1), StringComparer.Ordinal);
}
