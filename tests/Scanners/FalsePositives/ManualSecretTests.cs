using Pipelock.Scanners.Tests.Secrets;

namespace Pipelock.Scanners.Tests.FalsePositives;

/// <summary>Texts of manuals and programs that have the form of a secret, and secrets near to them.</summary>
public sealed class ManualSecretTests
{
    public static TheoryData<string> Manuals => new()
    {
        "the variable is there:\n\n```text\nPASSWORD=nodejs\n```\n",
        "AWS_ACCESS_KEY_ID=\"id\" AWS_SECRET_ACCESS_KEY=\"secret\" tool install",
        "fetch --post-data 'user=foo&password=bar' https://host.example/",
        "value=undefined;token=tokens[i];symbol=token[0];if(symbol)",
        "throw new Error(pos);token=[type,value,start,scanner.pos];tokens.push(token);",
        "qdisc ets 1: root refcnt 2 bands 8 quanta 2650 1514 1514 1514 1514 1514 1514 1514 priomap 7 6",
        ".element {\n  @include float-left;\n}\n.another-element {\n  @include float-right;\n}\n"
            + ".one-more {\n  @include float-none;\n}\n",
        "word; { do not perform lazy search above this match length }\n"
            + "   nice_length : word; { quit search above this match length }\n",
        "new_index = document.find(\n   text, include_current_position=include_current_position,\n   "
            + "ignore_case=ignore_case)\n",
    };

    public static TheoryData<string, string> Secrets => new()
    {
        { "https://host.example/?PASSWORD=k9Zp", "Credential in URL" },
        { "a=1\npassword=hunter22", "Credential in URL" },
        { "SERVICE_PASSWORD=\"k9Zp3Qw7\"", "Environment Variable Secret" },
        { "cards 4111 1111 1111 1111 5555 5555 5555 4444", "Credit Card Number" },
        { "{\"word\":\"legal\"}, legal winner thank year wave sausage worth useful legal winner thank yellow",
            "BIP-39 Seed Phrase" },
    };

    [Theory]
    [MemberData(nameof(Manuals))]
    public void A_manual_holds_no_secret(string text) => Assert.Empty(TestEngine.RulesFoundIn(text));

    [Theory]
    [MemberData(nameof(Secrets))]
    public void A_secret_is_found(string text, string rule) => Assert.Contains(rule, TestEngine.RulesFoundIn(text));
}
