using System.Buffers;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Pipelock.Transport.Listening;

/// <summary>Makes the factory that binds listeners: Kestrel's sockets transport, tuned for a proxy.</summary>
public static class SocketListening
{
    /// <summary>
    /// A flush completes only when the kernel has taken every byte: the output pipe pauses its writer at two bytes
    /// and resumes it at none. A paused client therefore stops its origin at once, and a half-close can follow a flush.
    /// </summary>
    private const int FlushMeansSent = 2;

    /// <summary>Bytes of one client that wait unread in its pipe before the kernel's window closes.</summary>
    private const int UnreadBytes = 2 * BlockPool.BlockSize;

    /// <summary>Makes the listener factory. The caller owns the returned provider and disposes it last.</summary>
    public static (IConnectionListenerFactory Factory, IDisposable Owner) Create()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IMemoryPoolFactory<byte>, BlockPoolFactory>();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddOptions();
        new ServiceCollector(services).UseSockets(Tune);
        var provider = services.BuildServiceProvider();
        return (provider.GetRequiredService<IConnectionListenerFactory>(), provider);
    }

    private static void Tune(SocketTransportOptions options)
    {
        options.UnsafePreferInlineScheduling = true;
        options.MaxReadBufferSize = UnreadBytes;
        options.MaxWriteBufferSize = FlushMeansSent;
        options.NoDelay = true;
        options.Backlog = 1024;
        // A block is only taken when bytes have arrived: an idle connection holds none.
        options.WaitForDataBeforeAllocatingBuffer = true;
    }

    private sealed class BlockPoolFactory : IMemoryPoolFactory<byte>
    {
        public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => BlockPool.Instance;
    }

    /// <summary>
    /// Receives the registrations of <c>UseSockets</c>, the only public way to give the transport a pool.
    /// </summary>
    private sealed class ServiceCollector(IServiceCollection services) : IWebHostBuilder
    {
        public IWebHostBuilder ConfigureServices(Action<IServiceCollection> configureServices)
        {
            configureServices(services);
            return this;
        }

        public IWebHostBuilder ConfigureServices(Action<WebHostBuilderContext, IServiceCollection> configureServices)
        {
            configureServices(new WebHostBuilderContext(), services);
            return this;
        }

        public IWebHostBuilder ConfigureAppConfiguration(
            Action<WebHostBuilderContext, IConfigurationBuilder> configureDelegate) => this;

        public string? GetSetting(string key) => null;

        public IWebHostBuilder UseSetting(string key, string? value) => this;

#pragma warning disable ASPDEPR008 // The member of the interface is typed so; it is never called.
        public IWebHost Build() => throw new InvalidOperationException("Only collects services.");
#pragma warning restore ASPDEPR008
    }
}
