using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Server;
using Pipelock.EndToEnd.McpServers;

// A server made with the NuGet package ModelContextProtocol.
//   dotnet Pipelock.McpServer.dll stdio      dotnet Pipelock.McpServer.dll http PORT
if (args is ["stdio"])
{
    var options = new McpServerOptions();
    LabServer.Configure(options);
    await using var server = McpServer.Create(new StdioServerTransport(LabServer.Name), options);
    await server.RunAsync();
    return;
}

var builder = WebApplication.CreateSlimBuilder();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(int.Parse(args[1], CultureInfo.InvariantCulture)));
builder.Services.AddMcpServer(LabServer.Configure).WithHttpTransport();
var app = builder.Build();
app.MapMcp("/mcp");
await app.RunAsync();
