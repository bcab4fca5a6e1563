using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Pipelock.Tls.Authority;

namespace Pipelock.Micro.Transport;

/// <summary>
/// The program itself, opening TLS, in a process of its own: its processor time holds nothing of clients and origins.
/// </summary>
internal sealed class ProxyProcess : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("pipelock-perf-").FullName;
    private readonly Process _process;

    /// <summary>Starts it and waits until it answers.</summary>
    /// <param name="program">The path of <c>pipelock</c>.</param>
    /// <param name="origin">The certificate that it trusts.</param>
    public ProxyProcess(string program, X509Certificate2 origin)
    {
        EndPoint = new IPEndPoint(IPAddress.Loopback, FreePort());
        var files = new AuthorityFiles(Path.Combine(_directory, "ca.pem"), Path.Combine(_directory, "ca-key.pem"));
        files.Write(AuthorityFactory.Create(new AuthorityRequest(), TimeProvider.System), "", overwrite: false);
        var trusted = Path.Combine(_directory, "origins.pem");
        File.WriteAllText(trusted, origin.ExportCertificatePem());
        var config = Path.Combine(_directory, "pipelock.yaml");
        File.WriteAllText(config, $"""
            ssrf:
              ip_allowlist: ["127.77.0.0/16"]
            fetch_proxy:
              listen: "{EndPoint}"
            logging:
              output: file
              file: /dev/null
            tls_interception:
              enabled: true
              ca_cert: {files.CertificatePath}
              ca_key: {files.KeyPath}
              upstream_ca_file: {trusted}
            """);
        _process = Process.Start(new ProcessStartInfo(program, ["run", "--config", config]))!;
        while (!Answers())
        {
            if (_process.HasExited) throw new InvalidOperationException($"{program} did not start");
            Thread.Yield();
        }
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>User and system time of all its threads, in microseconds; counted in steps of 10 ms.</summary>
    public double ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalMicroseconds;
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private bool Answers()
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Connect(EndPoint);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
