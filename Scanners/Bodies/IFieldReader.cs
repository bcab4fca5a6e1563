namespace Pipelock.Scanners.Bodies;

/// <summary>Goes through the fields of a structured body and can say where each of them is.</summary>
internal interface IFieldReader : IPieceReader
{
    /// <summary>Where the field is, for people: a path, a field name. May quote names that the sender chose.</summary>
    string Describe();
}
