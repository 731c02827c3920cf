using PupilSupport.Domain.Common;
using PupilSupport.Infrastructure.Auditing;

namespace PupilSupport.Api.Subcommands;

/// <summary>
/// <c>verify-database</c>: walks the audit chain of every trust, compares it with the signed heads, and says what they tell of that is
/// not there. <c>--accept-restore true</c> then records for each trust what was lost, so that its chain goes on from here.
/// </summary>
internal static class VerifyDatabase
{
    public static async Task RunAsync(IConfiguration settings, CancellationToken ct)
    {
        await using var app = Composition.Build([]);
        var check = app.Services.GetRequiredService<RestoreCheck>();
        var standings = await check.CheckAsync(ct);
        foreach (var standing in standings)
        {
            await Console.Out.WriteLineAsync(Describe(standing));
        }

        if (standings.Any(s => !s.IsSound))
        {
            throw new InvalidOperationException("The database is not sound; see above.");
        }

        if (settings.GetValue("accept-restore", false))
        {
            await check.AcceptAsync(standings, ct);
        }
    }

    /// <summary>Ids, figures and times: nothing of what the entries say.</summary>
    internal static string Describe(TrustStanding standing)
    {
        var chain = standing.Chain;
        var found = chain.FirstBreak is { } at
            ? $"BROKEN at place {at.Seq}: the entry there is {EnumCodes<Application.AuditEntries.AuditBreakKind>.Format(at.Kind)}"
            : $"{chain.Verified} audit entries verified, {(chain.SignedHead is { } head ? $"signed up to {head}" : "none signed yet")}";
        var feed = standing.HasWholeFeed ? "feed whole" : "feed has GAPS";
        var lost = standing.Lost == 0 || !chain.IsIntact
            ? ""
            : $"; LOST: entries {chain.Verified + 1} to {standing.Furthest!.Seq}, the last signed at {standing.Furthest.At:yyyy-MM-dd'T'HH:mm:ss'Z'}";
        return $"trust {standing.Trust.Value:D}: {found}; {feed}; {standing.Unsealed} rows wait for their seal{lost}";
    }
}
