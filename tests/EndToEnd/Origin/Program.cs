using System.Net;
using System.Runtime.InteropServices;
using System.Security.Cryptography.X509Certificates;
using Pipelock.EndToEnd.Origins;
using Pipelock.EndToEnd.Origins.Lab;

// origin ADDRESS:PORT          serves until SIGTERM, one line of output per request it saw
// origin ADDRESS:PORT CERT KEY   the same over TLS
// origin lab DIRECTORY ZONE    inside a network namespace of its own: see NetworkLab
var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
{
    context.Cancel = true;
    stop.TrySetResult();
});

switch (args)
{
    case ["lab", var directory, .. var zone]:
        await NetworkLab.RunAsync(directory, zone, stop.Task);
        return 0;
    case [var address] when IPEndPoint.TryParse(address, out var endPoint):
        await using (
            new TestOrigin(endPoint) { Served = request => Console.WriteLine($"{request.Method} {request.Target}") })
        {
            Console.WriteLine("listening");
            await stop.Task;
        }

        return 0;
    case [var address, var certificate, var key] when IPEndPoint.TryParse(address, out var endPoint):
        var secure = X509Certificate2.CreateFromPemFile(certificate, key);
        await using (new TestOrigin(
            endPoint, secure) { Served = request => Console.WriteLine($"{request.Method} {request.Target}") })
        {
            Console.WriteLine("listening");
            await stop.Task;
        }

        return 0;
    default:
        await Console.Error.WriteLineAsync(
            "usage: origin ADDRESS:PORT | origin lab DIRECTORY NAME=ADDRESS[,ADDRESS]...");
        return 2;
}
