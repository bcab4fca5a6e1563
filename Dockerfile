# The build image: the SDK, the sources, nothing that stays.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source

# Packages change rarely, sources often: what only the project files decide is a layer of its own.
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY Cli/Cli.csproj Cli/
COPY Config/Config.csproj Config/
COPY Evidence/Evidence.csproj Evidence/
COPY Policy/Policy.csproj Policy/
COPY Protocols/Protocols.csproj Protocols/
COPY Scanners/Scanners.csproj Scanners/
COPY Tls/Tls.csproj Tls/
COPY Transport/Transport.csproj Transport/
ARG TARGETARCH=amd64
RUN dotnet restore Cli/Cli.csproj --runtime "linux-$(echo "$TARGETARCH" | sed s/amd64/x64/)" -p:PublishReadyToRun=true

COPY . .
RUN dotnet publish Cli/Cli.csproj --configuration Release --no-restore --no-self-contained \
      --runtime "linux-$(echo "$TARGETARCH" | sed s/amd64/x64/)" -p:PublishReadyToRun=true --output /program

# The image that runs: the ASP.NET runtime (it brings the sockets transport) and the one native library.
FROM mcr.microsoft.com/dotnet/aspnet:10.0
ARG TARGETARCH=amd64
RUN apt-get update \
 && apt-get install -y --no-install-recommends "$( [ "$TARGETARCH" = amd64 ] && echo libhyperscan5 || echo libvectorscan5 )" \
 && rm -rf /var/lib/apt/lists/*
COPY --from=build /program /opt/pipelock
# Compiled rules are kept here; nothing else is ever written.
RUN ln -s /opt/pipelock/pipelock /usr/local/bin/pipelock \
 && install -d -o "$APP_UID" -g "$APP_UID" /var/cache/pipelock
ENV DOTNET_gcServer=0 DOTNET_EnableDiagnostics=0 CACHE_DIRECTORY=/var/cache/pipelock
USER $APP_UID
EXPOSE 8888 8889
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s --retries=3 \
  CMD ["pipelock", "healthcheck", "--addr", "127.0.0.1:8888"]
ENTRYPOINT ["pipelock"]
CMD ["run", "--listen", "0.0.0.0:8888"]
