using System.Text;

namespace PupilSupport.Api.Tests.Assurance;

/// <summary>What no well-meaning client sends. Texts hold the marker where they would be somebody's words.</summary>
internal static class Nasty
{
    private static readonly string Long = "xqz" + new string('x', 30_000);

    /// <summary>JSON values, as they stand in the document. <c>\xNN</c> becomes the raw byte.</summary>
    public static readonly IReadOnlyList<string> Values =
    [
        "null", "true", "0", "-1", "1.5", "1e400", "-1e-400", "99999999999999999999999999999999", "2147483648", "9223372036854775808", "1.0000000000000000000000000001", "30.0",
        "\"\"", "\" \"", "\"xqz\\u0000xqz\"", "\"xqz\\u0007\"", "\"\\ud800xqz\"", "\"xqz\\udfff\"", "\"\\ufffe\"", "\"xqz\\u202Eevil\"", "\"xqz\xEF\"", "\"\xED\xA0\x80\"",
        "\"xqz' OR 1=1; DROP TABLE pupils;--\"", "\"xqz%' ESCAPE '\\\\\"", "\"=xqz+cmd|' /C calc'!A0\"", "\"@SUM(xqz)\"", "\"+xqz\"", "\"<script>xqz</script>\"", "\"{{xqz}}${xqz}\"",
        "\"0001-01-01\"", "\"9999-12-31\"", "\"2026-02-30\"", "\"12/31/2026\"", "\"2026-11-23T25:61:00Z\"", "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999+14:00\"", "\"2026-11-23T10:00:00\"",
        "\"2026-11-23T10:00:00-23:59\"", "\"infinity\"", "\"-infinity\"", "\"now\"", "\"00000000-0000-0000-0000-000000000000\"", "\"{01997000-0000-7000-8000-00000000a001}\"", "\"ffffffff-ffff-ffff-ffff-ffffffffffff\"",
        "[]", "{}", "[null]", "[[]]", "[1,2,3]", "{\"id\":\"xqz\"}", "{\"$type\":\"System.Object\"}", "[\"xqz\",\"xqz\"]", "\"" + "o\u0301\u0301\u0301 xqz \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67" + "\"",
        "\"" + Long + "\"", "[" + string.Join(',', Enumerable.Repeat("\"xqz\"", 600)) + "]", new string('[', 40) + new string(']', 40), new string('[', 5000) + new string(']', 5000), "1" + new string('0', 5000),
        "\"a\",\"a\":\"b\"", "\"open", "01", "+1", ".5", "NaN", "Infinity", "undefined", "'xqz'", "/* */ 1", "1,",
    ];

    /// <summary>Whole bodies.</summary>
    public static readonly IReadOnlyList<byte[]?> Documents =
    [
        null, [], Bytes("{}"), Bytes("[]"), Bytes("null"), Bytes("\"xqz\""), Bytes("1"), Bytes("{"), Bytes("{}{}"), Bytes("{\"a\":1,\"a\":2}"), Bytes("\xEF\xBB\xBF{}"), Encoding.Unicode.GetBytes("{}"),
        Bytes("{\"\xFF\":1}"), Bytes("{\"" + Long + "\":1}"), Bytes(new string('{', 20)), Bytes(string.Concat(Enumerable.Repeat("{\"a\":", 100)) + "1" + new string('}', 100)),
        Bytes("{\"__proto__\":{\"admin\":true}}"), Bytes("{\"validateOnly\":true}"), [0x1f, 0x8b, 8, 0, 0, 0, 0, 0], new byte[2 << 20], Bytes("{}" + new string(' ', 100_000)),
        Bytes("{" + string.Join(',', Enumerable.Range(0, 2000).Select(i => $"\"m{i}\":1")) + "}"),
    ];

    public static readonly IReadOnlyList<string> Texts =
    [
        "", " ", "-1", "0", "201", "1e3", "0x10", "99999999999999999999", "xqz", "xqz'--", "\u0000", "\ud83d\ude00", "1;drop table pupils", "+50", "50 ", "5_0", "null", "true,false",
    ];

    public static readonly IReadOnlyList<string> Queries =
    [
        "unheardOf=1", "limit=", "limit", "=1", "&&&", "limit=1&limit=2", "limit=%00", "limit=%FF", "limit=%zz", "limit=%F0%9F%98%80", "sort=;drop", "sort=name,name", "sort=-", "sort=%27%20OR%201=1--",
        "cursor=AAAA", "cursor=%00", "cursor=" + new string('A', 3000), "fields=id", "fields=__proto__", "fields=id.x.y", "fields=" + new string('a', 3000), "expand=pupil", "expand=a,b,c,d,e,f",
        "from=2026-11-23&to=2026-11-01", "from=12/31/2024", "from=0001-01-01", "to=9999-12-31", "from=1900-01-01&to=2100-12-31", "status=completed&status=void", "status=COMPLETED", "status=1", "includeTotal=1",
        "validateOnly=true", "validateOnly=TRUE", "validateOnly=", "updatedSince=2026-11-23T10:00:00+01:00", "updatedSince=infinity", "schoolId=00000000-0000-0000-0000-000000000000", "schoolId=%7B%7D", "pupilId=xqz",
        "a[b]=c", "limit[]=1", "%6Cimit=5", "limit=5%20", "access_token=xqz",
    ];

    /// <summary>Without <c>%00</c>, which the test server refuses itself.</summary>
    public static readonly IReadOnlyList<string> Segments =
    [
        "xqz", "%FF", "%2e%2e%2f%2e%2e", "..%2F", "%5C", "%25", "%", "0", "-1", "null", "00000000-0000-0000-0000-000000000000", "01997000-0000-7000-8000-00000000A001", "{01997000-0000-7000-8000-00000000a001}",
        "01997000000070008000000000000a001", "01997000-0000-7000-8000-00000000a100%20", "%F0%9F%98%80", "a%0d%0aSet-Cookie:x", "1;drop table pupils", "*", "$metadata", "xqz%27--", new string('a', 3000), "2026-27", "9999-00", "search",
    ];

    public static readonly IReadOnlyList<string?> Tags =
        [null, "*", "\"1\"", "\"0\"", "\"-1\"", "\"99999999999999999999\"", "W/\"1\"", "\"1\", \"2\"", "1", "\"\"", "\"1-xyz\"", "\"1-abcd\"", "xqz", "\"\u00e9\"", "\"1\"\"2\"", new string('"', 500)];

    public static readonly IReadOnlyList<string> MediaTypes =
        ["application/json", "application/merge-patch+json", "application/json; charset=utf-16", "application/json; charset=xqz", "text/plain", "application/xml", "multipart/form-data", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "application/JSON", "application/problem+json", "text/json"];

    public static readonly IReadOnlyList<string> HeaderNames =
        ["Accept", "Prefer", "If-None-Match", "X-Request-Id", "Range", "Origin", "X-HTTP-Method-Override", "traceparent", "Authorization", "Content-Encoding", "Cookie", "X-Forwarded-For", "Accept-Language", "If-Modified-Since"];

    public static readonly IReadOnlyList<string> HeaderValues =
        ["", "*", "*/*", "application/*", "image/png", "text/csv;q=0.5, */*;q=0", "return=minimal", "return=representation, return=minimal", "\"1\"", "W/\"1\"", "gzip", "br;q=x", "bytes=0-1", "https://evil.example", "DELETE", "00-xqz", "Bearer xqz", "Bearer", "xqz;;;,,", new string('a', 5000), "\u00fc", "'; --"];

    /// <summary>Characters up to U+00FF that stand alone are raw bytes where the text says so; all else is UTF-8.</summary>
    public static byte[] Bytes(string text) => text.Any(c => c is >= '\u0080' and <= '\u00ff') && text.All(c => c <= '\u00ff') ? Encoding.Latin1.GetBytes(text) : Encoding.UTF8.GetBytes(text);
}
