using Pipelock.Config.Document;

namespace Pipelock.Config.Toml;

/// <summary>Puts tables together from headers and key/value pairs and refuses every redefinition (TOML
/// §Table).</summary>
internal static class TomlTables
{
    /// <summary>Opens the table of a header <c>[a.b.c]</c>.</summary>
    public static TomlTable OpenHeader(TomlTable root, List<TomlKeyPart> path)
    {
        var parent = WalkToParent(root, path);
        var key = path[^1];
        if (!parent.TryGet(key.Name, out var existing, out var where))
        {
            var table = new TomlTable(TomlTableOrigin.Header, key.Location);
            parent.Add(key, table);
            return table;
        }

        switch (existing)
        {
            case TomlTable { Origin: TomlTableOrigin.SuperTable } table:
                table.Origin = TomlTableOrigin.Header;
                table.Location = key.Location;
                return table;
            case TomlTable { Origin: TomlTableOrigin.Header } table:
                throw new TomlSyntaxException(
                    key.Location,
                    $"this table has its header at line {table.Location.Line} already; put all its keys there");
            case TomlTable:
                throw new TomlSyntaxException(
                    key.Location,
                    $"this table was made by a dotted key at line {where.Line}; use either dotted keys or a header");
            case TomlTableArray:
                throw new TomlSyntaxException(
                    key.Location,
                    $"this is an array of tables since line {where.Line}; write the header with [[ and ]]");
            default:
                throw AlreadyAValue(key, (ConfigNode)existing, where);
        }
    }

    /// <summary>Opens the next table of an array of tables, <c>[[a.b.c]]</c>.</summary>
    public static TomlTable OpenArrayElement(TomlTable root, List<TomlKeyPart> path)
    {
        var parent = WalkToParent(root, path);
        var key = path[^1];
        var element = new TomlTable(TomlTableOrigin.Header, key.Location);
        if (!parent.TryGet(key.Name, out var existing, out var where))
        {
            var array = new TomlTableArray(key.Location);
            array.Add(element);
            parent.Add(key, array);
            return element;
        }

        switch (existing)
        {
            case TomlTableArray array:
                array.Add(element);
                return element;
            case TomlTable:
                throw new TomlSyntaxException(
                    key.Location,
                    $"this is a table since line {where.Line}; it cannot become an array of tables");
            case SequenceNode:
                throw new TomlSyntaxException(
                    key.Location,
                    $"this is an array with its own brackets at line {where.Line}; [[ ]] cannot add to it");
            default:
                throw AlreadyAValue(key, (ConfigNode)existing, where);
        }
    }

    /// <summary>Sets a key, bare or dotted, in the table that is open.</summary>
    public static void Assign(TomlTable table, List<TomlKeyPart> path, ConfigNode value)
    {
        for (var i = 0; i < path.Count - 1; i++)
            table = StepByDottedKey(table, path[i]);
        var key = path[^1];
        if (table.TryGet(key.Name, out _, out var where))
        {
            throw new TomlSyntaxException(
                key.Location,
                $"this key is set already at line {where.Line}, column {where.Column}; remove one of the two");
        }

        table.Add(key, value);
    }

    private static TomlTable WalkToParent(TomlTable table, List<TomlKeyPart> path)
    {
        for (var i = 0; i < path.Count - 1; i++)
        {
            var key = path[i];
            if (!table.TryGet(key.Name, out var existing, out var where))
            {
                var child = new TomlTable(TomlTableOrigin.SuperTable, key.Location);
                table.Add(key, child);
                table = child;
                continue;
            }

            table = existing switch
            {
                TomlTable child => child,
                // §Array of Tables: a header below the name of an array belongs to its latest table.
                TomlTableArray array => array.Last,
                _ => throw AlreadyAValue(key, (ConfigNode)existing, where),
            };
        }

        return table;
    }

    private static TomlTable StepByDottedKey(TomlTable table, TomlKeyPart key)
    {
        if (!table.TryGet(key.Name, out var existing, out var where))
        {
            var child = new TomlTable(TomlTableOrigin.DottedKey, key.Location);
            table.Add(key, child);
            return child;
        }

        switch (existing)
        {
            case TomlTable { Origin: TomlTableOrigin.Header } child:
                throw new TomlSyntaxException(
                    key.Location,
                    $"this table has its own header at line {child.Location.Line}; put the key below that one");
            case TomlTable child:
                child.Origin = TomlTableOrigin.DottedKey;
                return child;
            case TomlTableArray:
                throw new TomlSyntaxException(
                    key.Location,
                    $"this is an array of tables since line {where.Line}; a dotted key cannot add to it");
            default:
                throw AlreadyAValue(key, (ConfigNode)existing, where);
        }
    }

    private static TomlSyntaxException AlreadyAValue(TomlKeyPart key, ConfigNode existing, SourceLocation where) =>
        new(
            key.Location,
            existing is MappingNode
                ? $"this is an inline table at line {where.Line}; add the keys between its braces"
                : $"this key holds {existing.Description} since line {where.Line}; it cannot be a table too");
}
