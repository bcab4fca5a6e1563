using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Pipelock.Transport.Tests")]
