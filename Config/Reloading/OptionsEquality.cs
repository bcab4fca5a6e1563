using System.Collections;
using Pipelock.Config.Binding;

namespace Pipelock.Config.Reloading;

/// <summary>Compares two values of the options by what they say.</summary>
/// <remarks>Records compare lists and maps by reference, so two readings of one file never look alike to
/// them.</remarks>
internal static class OptionsEquality
{
    /// <summary>Whether both say the same.</summary>
    public static bool AreSame(ValueShape shape, object? left, object? right)
    {
        if (left is null || right is null) return left is null && right is null;
        switch (shape.Kind)
        {
            case ValueKind.Record:
                foreach (var key in shape.Record.Keys)
                {
                    if (!AreSame(key.Value, key.Read(left), key.Read(right))) return false;
                }

                return true;
            case ValueKind.List:
                return AreSameLists(shape, left, right);
            case ValueKind.Map:
                return AreSameMaps(shape, (IDictionary)left, (IDictionary)right);
            default:
                return left.Equals(right);
        }
    }

    private static bool AreSameLists(ValueShape shape, object left, object right)
    {
        if (shape.Collections.IsUnset(left) || shape.Collections.IsUnset(right))
            return shape.Collections.IsUnset(left) && shape.Collections.IsUnset(right);
        var (first, second) = ((IList)left, (IList)right);
        if (first.Count != second.Count) return false;
        for (var i = 0; i < first.Count; i++)
        {
            if (!AreSame(shape.Element!, first[i], second[i])) return false;
        }

        return true;
    }

    private static bool AreSameMaps(ValueShape shape, IDictionary left, IDictionary right)
    {
        if (left.Count != right.Count) return false;
        foreach (DictionaryEntry entry in left)
        {
            if (!right.Contains(entry.Key) || !AreSame(shape.Element!, entry.Value, right[entry.Key])) return false;
        }

        return true;
    }
}
