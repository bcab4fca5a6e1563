using Pipelock.Scanners.Addresses;

namespace Pipelock.Scanners.Entropy;

/// <summary>
/// Zones whose owners put random names of tenants, clusters or objects in front; nobody else can add labels.
/// </summary>
/// <remarks>
/// Only what the public suffix list does not already know. Labels that decode to text count here as everywhere.
/// </remarks>
internal static class CloudHosts
{
    /// <summary>Zones with random labels.</summary>
    public static readonly HostPatterns RandomLabels = new(
    [
        // Amazon: EKS, ELB, API gateways, OpenSearch, Lambda URLs, RDS, AppSync, container registry
        "*.amazonaws.com", "*.amazonaws.com.cn", "*.on.aws", "*.awsapprunner.com", "*.awsstatic.com",
        "*.cloudfront.net", "*.media-amazon.com", "*.api.aws",
        // Google: sandboxes, video, storage, Cloud Run
        "*.googleusercontent.com", "*.googlevideo.com", "*.googleapis.com", "*.run.app", "*.gvt1.com", "*.gstatic.com",
        "*.firebaseio.com", "*.firebaseapp.com", "*.appspot.com", "*.cloudfunctions.net", "*.usercontent.goog",
        // Microsoft
        "*.windows.net", "*.azure.com", "*.azurewebsites.net", "*.azurefd.net", "*.azureedge.net", "*.cloudapp.net",
        "*.azurecontainerapps.io", "*.azurecr.io", "*.azure-api.net", "*.azurestaticapps.net", "*.azmk8s.io",
        "*.visualstudio.com", "*.vsassets.io", "*.github.dev", "*.githubusercontent.com", "*.office.com",
        "*.sharepoint.com", "*.msecnd.net",
        // Cloudflare, Fastly, Akamai and other delivery networks
        "*.r2.cloudflarestorage.com", "*.r2.dev", "*.cloudflare.com", "*.pages.dev", "*.cloudflare-dns.com",
        "*.fastly.net", "*.fastlylb.net", "*.akamaized.net", "*.akamaihd.net", "*.akamaitechnologies.com",
        "*.akamai.net", "*.edgekey.net", "*.edgesuite.net", "*.b-cdn.net", "*.kxcdn.com", "*.llnwd.net",
        "*.fbcdn.net", "*.cdninstagram.com", "*.twimg.com", "*.licdn.com", "*.nflxvideo.net", "*.ttvnw.net",
        // Hosting and development platforms
        "*.vercel.app", "*.vercel-storage.com", "*.netlify.app", "*.herokuapp.com", "*.fly.dev", "*.onrender.com",
        "*.railway.app", "*.replit.dev", "*.repl.co", "*.gitpod.io", "*.webcontainer.io", "*.codesandbox.io",
        "*.csb.app", "*.stackblitz.io", "*.modal.run", "*.hf.space", "*.endpoints.huggingface.cloud",
        "*.huggingface.co",
        "*.deno.dev", "*.ondigitalocean.app", "*.digitaloceanspaces.com", "*.wasabisys.com", "*.backblazeb2.com",
        "*.scalar.cloud", "*.e2b.dev", "*.e2b.app", "*.daytona.work", "*.oaiusercontent.com", "*.claudeusercontent.com",
        // Data services
        "*.supabase.co", "*.supabase.com", "*.neon.tech", "*.mongodb.net", "*.pinecone.io", "*.qdrant.io",
        "*.weaviate.cloud", "*.weaviate.network", "*.es.io", "*.elastic-cloud.com", "*.elastic.co", "*.upstash.io",
        "*.redislabs.com", "*.redis-cloud.com", "*.planetscale.com", "*.psdb.cloud", "*.cockroachlabs.cloud",
        "*.snowflakecomputing.com", "*.databricks.com", "*.azuredatabricks.net", "*.confluent.cloud",
        "*.aivencloud.com",
        "*.algolia.net", "*.algolianet.com", "*.sentry.io", "*.datadoghq.com", "*.nr-data.net", "*.launchdarkly.com",
        "*.auth0.com", "*.okta.com", "*.clerk.accounts.dev", "*.convex.cloud", "*.turso.io", "*.zilliz.com",
        // Content addressing
        "*.dweb.link", "*.ipfs.io", "*.nftstorage.link", "*.w3s.link", "*.cf-ipfs.com", "*.4everland.io",
    ]);

    /// <summary>Hosts whose paths name their objects by long random ids.</summary>
    public static readonly HostPatterns RandomPaths = new(
    [
        "docs.google.com", "drive.google.com", "sheets.googleapis.com", "docs.googleapis.com", "slides.googleapis.com",
        "drive.googleapis.com", "*.googleapis.com", "*.googleusercontent.com", "*.ggpht.com", "*.googlevideo.com",
        "*.cloudfront.net", "*.fbcdn.net", "*.cdninstagram.com", "*.licdn.com", "*.media-amazon.com", "*.twimg.com",
        "*.oaiusercontent.com", "*.githubusercontent.com", "api.telegram.org", "cdn.discordapp.com", "*.figma.com",
        "*.airtable.com", "*.airtableusercontent.com", "*.notion.so", "*.dropboxusercontent.com", "*.dropbox.com",
        "*.sharepoint.com", "graph.microsoft.com", "outlook.office.com",
        "*.vercel-storage.com", "*.amazonaws.com", "*.windows.net",
        "*.r2.cloudflarestorage.com", "*.gstatic.com", "checkout.stripe.com", "*.ytimg.com",
        "www.youtube.com", "cache.nixos.org", "*.cachix.org", "kroki.io", "mermaid.ink", "*.plantuml.com",
        // Maps: what is shown on them, place by place.
        "www.google.com", "maps.google.com",
        // Explorers of public ledgers, and the files of a script by the number of its owner.
        "blockstream.info", "mempool.space", "solscan.io", "explorer.solana.com", "blockchair.com",
        "www.blockchain.com", "etherscan.io", "tronscan.org", "cdn.segment.com",
    ]);

    /// <summary>Hosts that ask themselves by random parameters, and that nobody can receive anything through.</summary>
    public static readonly HostPatterns RandomQueries = new(
    [
        "www.youtube.com", "m.youtube.com", "music.youtube.com", "youtube.com", "youtu.be", "www.google.com",
        "www.bing.com", "*.googlevideo.com", "*.fbcdn.net", "*.cdninstagram.com", "*.googleusercontent.com",
        "*.ytimg.com", "*.licdn.com", "*.ct.sendgrid.net", "accounts.google.com", "maps.google.com",
        "www.amazon.com", "www.amazon.de", "www.amazon.co.uk", "www.amazon.fr", "www.amazon.it", "www.amazon.es",
        "www.amazon.co.jp", "www.amazon.in", "www.amazon.ca", "www.ebay.com", "www.ebay.de", "www.ebay.co.uk",
        "www.linkedin.com", "www.facebook.com", "www.instagram.com", "www.tiktok.com", "www.booking.com",
        "www.aliexpress.com", "duckduckgo.com", "*.zoom.us", "x.com", "twitter.com", "sonarcloud.io",
    ]);
}
