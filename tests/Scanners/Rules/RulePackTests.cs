using System.Text;
using Pipelock.Scanners.Rules;

namespace Pipelock.Scanners.Tests.Rules;

public sealed class RulePackTests
{
    private const string Good = """
        {
          // A comment is fine in a file that people write.
          "pack": "own",
          "rules": [
            {
              "id": "own-token", "name": "Own Token", "severity": "high", "description": "d", "reference": "r",
              "pattern": "own_[a-z]{5}", "case_sensitive": true, "boundary": "word", "validator": "varied",
              "exempt_domains": ["*.own.example"], "warn_only": true,
              "matches": [["own_", "abcde"], "own_fghij"], "clean": ["own"],
            },
          ],
        }
        """;

    public static TheoryData<string, string> Faults => new()
    {
        { """[]""", "an object with a list" },
        { """{"rules": [1]}""", "a rule is an object" },
        { """{"rules": [{"id": "a"}]}""", "needs id, name and severity" },
        { Rule(""" "pattern": "" """), "either a pattern or a shape" },
        { Rule(""" "pattern": "a", "shape": "iban" """), "either a pattern or a shape" },
        { Rule(""" "pattern": "a", "color": "red" """), "the key \"color\" is not known" },
        { Rule(""" "pattern": "a", "validator": "none-such" """), "the value of \"validator\"" },
        { Rule(""" "pattern": "a", "boundary": "none-such" """), "the value of \"boundary\"" },
        { Rule(""" "shape": "none-such" """), "the value of \"shape\"" },
        { Rule(""" "pattern": "a", "core": "yes" """), "not a valid rule pack" },
        { Rule(""" "pattern": 7 """), "not a valid rule pack" },
        { Rule(""" "pattern": "a", "matches": "one" """), "a list is expected" },
        { """{"rules": [{"id": """, "not a valid rule pack" },
        { "", "not a valid rule pack" },
    };

    [Fact]
    public void Every_field_of_a_rule_is_read()
    {
        var rule = Assert.Single(Parse(Good, withExamples: true).Rules);
        Assert.Equal(
            ("own-token", "Own Token", Severity.High, "d", "r", "own_[a-z]{5}"),
            (rule.Id, rule.Name, rule.Severity, rule.Description, rule.Reference, rule.Pattern));
        Assert.Equal(
            (true, LeftBoundary.Word, SecretValidator.Varied, SecretShape.None, false, true, "test.json"),
            (rule.CaseSensitive, rule.Boundary, rule.Validator, rule.Shape, rule.Core, rule.WarnOnly, rule.Source));
        Assert.Equal("*.own.example", Assert.Single(rule.ExemptDomains));
        Assert.Equal(["own_abcde", "own_fghij"], rule.Matches.ToArray());
        Assert.Equal("own", Assert.Single(rule.Clean));
    }

    [Fact]
    public void Examples_are_left_out_unless_asked_for()
    {
        var rule = Assert.Single(Parse(Good, withExamples: false).Rules);
        Assert.Empty(rule.Matches);
        Assert.Empty(rule.Clean);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_reported_with_file_and_reason(string pack, string reason)
    {
        var error = Assert.Throws<RuleLoadException>(() => Parse(pack, withExamples: true));
        Assert.Contains(error.Problems, problem => problem.Message.Contains(reason, StringComparison.Ordinal));
        Assert.All(error.Problems, problem => Assert.Equal("test.json", problem.Source));
        Assert.Contains("test.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_of_all_files_of_a_directory_are_reported_at_once()
    {
        var directory = Directory.CreateTempSubdirectory("pipelock-rules-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(directory, "b.json"), Rule(""" "pattern": "a", "one": 1, "two": 2 """));
            File.WriteAllText(Path.Combine(directory, "a.json"), Rule(""" "pattern": "a", "three": 3 """));
            File.WriteAllText(Path.Combine(directory, "ignored.txt"), "not a pack");
            var error = Assert.Throws<RuleLoadException>(() => RuleSet.LoadDirectory(directory, withExamples: false));
            Assert.Equal(
                ["a.json", "b.json", "b.json"], error.Problems.Select(problem => Path.GetFileName(problem.Source)));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public void A_directory_of_packs_gives_their_rules_in_the_order_of_the_names()
    {
        var directory = Directory.CreateTempSubdirectory("pipelock-rules-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(directory, "2.json"), Rule(""" "pattern": "second" """));
            File.WriteAllText(Path.Combine(directory, "1.json"), Rule(""" "pattern": "first" """));
            var rules = RuleSet.LoadDirectory(directory, withExamples: false).Rules;
            Assert.Equal(["first", "second"], rules.Select(rule => rule.Pattern));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Theory]
    [InlineData("pack.json", "Rule", 12, "pack.json: rule \"Rule\" (position 12): wrong")]
    [InlineData("pack.json", "", -1, "pack.json: wrong")]
    public void A_problem_reads_as_one_line(string source, string rule, long position, string line) =>
        Assert.Equal(line, new RuleProblem(source, rule, position, "wrong").ToString());

    private static RuleSet Parse(string pack, bool withExamples) =>
        RuleSet.Parse(Encoding.UTF8.GetBytes(pack), "test.json", withExamples);

    private static string Rule(string fields) =>
        $$"""{"rules": [{"id": "a", "name": "A", "severity": "low", {{fields}}}]}""";
}
