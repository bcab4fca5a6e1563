using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsConfig = FsCheck.Config;

namespace Pipelock.Config.Tests.Document;

/// <summary>Random documents for the readers, the same ones in every run.</summary>
internal static class Inputs
{
    /// <summary>Documents of up to 40 pieces, which a format's own syntax and some noise are made of.</summary>
    public static Gen<string> FromPieces(params string[] pieces) =>
        from size in Gen.Choose(0, 40)
        from parts in Gen.ArrayOf(Gen.Elements(pieces), size)
        select string.Concat(parts);

    /// <summary>A correct document with one place cut, doubled or overwritten.</summary>
    public static Gen<byte[]> Mutations(string document)
    {
        var bytes = Encoding.UTF8.GetBytes(document);
        return from at in Gen.Choose(0, bytes.Length - 1)
               from length in Gen.Choose(0, 8)
               from how in Gen.Choose(0, 2)
               from noise in Gen.ArrayOf(Gen.Choose(0, 255).Select(b => (byte)b), length)
               let end = Math.Min(bytes.Length, at + length)
               select how switch
               {
                   0 => bytes[..at].Concat(bytes[end..]).ToArray(),
                   1 => bytes[..end].Concat(bytes[at..]).ToArray(),
                   _ => bytes[..at].Concat(noise).Concat(bytes[end..]).ToArray(),
               };
    }

    /// <summary>Runs <paramref name="holds"/> on <paramref name="runs"/> values; throws with the smallest failing
    /// one.</summary>
    public static void Check<T>(Gen<T> values, int runs, Func<T, bool> holds) =>
        Check1(Prop.ForAll(values.ToArbitrary(), holds), runs);

    private static void Check1(Property property, int runs) =>
        property.Check(FsConfig.QuickThrowOnFailure.WithMaxTest(runs).WithReplay(20260131, 7));
}
