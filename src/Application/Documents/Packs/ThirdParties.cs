using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.InformationShares;
using PupilSupport.Domain.Observations;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.Documents.Packs;

/// <summary>
/// Whose names do not leave in a pupil's pack: other pupils of the school, whole names, and of those who share a class or a record of the pack also one
/// of two; other families' contacts; staff, who stand there by role. It asks beyond the caller's reach, and tells the caller no name.
/// </summary>
internal sealed class ThirdParties(IAppDbContext db, TimeProvider clock)
{
    private const string Pupil = "[another pupil]";
    private const string Adult = "[another adult]";
    private const string LeftOut = "[left out]";
    private static readonly string[] Titles = ["Mr", "Mrs", "Ms", "Miss", "Mx", "Dr"];

    /// <param name="named">Whom its plans name.</param>
    /// <param name="words">What else is to be left out.</param>
    public async Task<Redaction> OfAsync(PupilId pupil, SchoolId school, PackRecords records, IReadOnlyCollection<PupilId> named, IReadOnlyList<string> words, CancellationToken ct)
    {
        var near = await NearAsync(pupil, records, named, ct);
        var pupils = await db.Set<Pupil>().AsNoTracking().Where(p => p.Id == pupil || near.Contains(p.Id) || p.Enrolments.Any(e => e.SchoolId == school))
            .Select(p => new Named(p.Id.Value, p.GivenName, p.FamilyName, p.PreferredGivenName, p.PreferredFamilyName)).ToListAsync(ct);
        var contacts = await db.Set<Contact>().AsNoTracking()
            .Where(c => c.Links.Any(l => db.Set<Pupil>().Any(p => p.Id == l.PupilId && (p.Id == pupil || p.Enrolments.Any(e => e.SchoolId == school)))))
            .Select(c => new { c.GivenName, c.FamilyName, IsOwn = c.Links.Any(l => l.PupilId == pupil) }).ToListAsync(ct);
        var self = pupils.Single(p => p.Id == pupil.Value);
        var others = pupils.Where(p => p.Id != pupil.Value).ToList();
        var close = others.Where(p => near.Contains(new PupilId(p.Id))).ToList();
        RedactedWords[] replaced =
        [
            .. words.Select(w => new RedactedWords(w, RedactionKind.LeftOut, LeftOut)),
            .. others.SelectMany(p => p.Whole()).Select(n => new RedactedWords(n, RedactionKind.OtherPupil, Pupil)),
            .. contacts.Where(c => !c.IsOwn).SelectMany(c => Both(c.GivenName, c.FamilyName)).Select(n => new RedactedWords(n, RedactionKind.OtherAdult, Adult)),
            .. await StaffAsync(school, ct),
            .. close.SelectMany(p => p.Single()).Select(n => new RedactedWords(n, RedactionKind.OtherPupil, Pupil, IsWrittenLarge: true)),
        ];
        var own = contacts.Where(c => c.IsOwn).ToList();
        return new Redaction(
            replaced,
            [
                .. self.Whole(), .. self.Single(),
                .. own.SelectMany(c => Both(c.GivenName, c.FamilyName).Concat([c.GivenName, c.FamilyName]).Concat(Titles.Select(t => $"{t} {c.FamilyName}"))),
            ]);
    }

    /// <summary>Who shares a class with the pupil, or stands in a record of the pack.</summary>
    private async Task<HashSet<PupilId>> NearAsync(PupilId pupil, PackRecords records, IReadOnlyCollection<PupilId> named, CancellationToken ct)
    {
        ObservationId[] seen = [.. records.ObservationIds.Select(id => new ObservationId(id))];
        SupportProgrammeId[] served = [.. records.ProgrammeIds.Select(id => new SupportProgrammeId(id))];
        var found = await db.Set<Pupil>().AsNoTracking()
            .Where(p => p.Classes.Any(c => c.Class.Members.Any(m => m.PupilId == pupil))
                || db.Set<Observation>().Any(o => seen.Contains(o.Id) && o.Pupils.Any(m => m.PupilId == p.Id))
                || db.Set<SupportProgramme>().Any(o => served.Contains(o.Id) && o.Pupils.Any(m => m.PupilId == p.Id)))
            .Select(p => p.Id).ToListAsync(ct);
        return [.. found.Concat(named).Where(id => id != pupil)];
    }

    private async Task<IEnumerable<RedactedWords>> StaffAsync(SchoolId school, CancellationToken ct)
    {
        var today = LondonTime.DateOf(clock.GetUtcNow());
        var staff = await db.Set<StaffMember>().AsNoTracking().Where(m => m.Assignments.Any(a => a.SchoolId == school))
            .Select(m => new Named(m.Id.Value, m.GivenName, m.FamilyName, m.PreferredGivenName, m.PreferredFamilyName)).ToListAsync(ct);
        var roles = await db.Set<RoleGrant>().AsNoTracking()
            .Where(g => g.StaffId != null && (g.SchoolId == null || g.SchoolId == school) && g.StartsOn <= today && (g.EndsOn == null || g.EndsOn >= today))
            .Select(g => new { g.StaffId, g.Role }).ToListAsync(ct);
        var byStaff = roles.ToLookup(g => g.StaffId!.Value.Value, g => g.Role);
        return staff.SelectMany(m =>
        {
            var by = byStaff[m.Id].Any() ? $"[{Words.Of(byStaff[m.Id].Min()).ToLowerInvariant()}]" : "[member of staff]";
            return m.Whole().Concat(m.Families().SelectMany(f => Titles.Select(t => $"{t} {f}"))).Select(n => new RedactedWords(n, RedactionKind.Staff, by));
        });
    }

    private static IEnumerable<string> Both(string given, string family) => [$"{given} {family}", $"{family} {given}"];

    private sealed record Named(Guid Id, string Given, string Family, string? PreferredGiven, string? PreferredFamily)
    {
        public IEnumerable<string> Givens() => new[] { Given, PreferredGiven }.OfType<string>().Distinct();

        public IEnumerable<string> Families() => new[] { Family, PreferredFamily }.OfType<string>().Distinct();

        public IEnumerable<string> Whole() => Givens().SelectMany(g => Families().SelectMany(f => Both(g, f)));

        public IEnumerable<string> Single() => Givens().Concat(Families());
    }
}
