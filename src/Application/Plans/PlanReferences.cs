using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Schools;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.Plans;

/// <summary>
/// Looks up whom and what a plan names: staff who work or worked at the school, contacts who are not barred and programmes of the pupil, a buddy within reach, a school of the trust. One query for each kind that is there.
/// </summary>
internal sealed class PlanReferences(IAppDbContext db, PupilScope pupils, SchoolScope schools)
{
    /// <summary>The first id that names nothing, with its place; null when all do.</summary>
    /// <param name="before">What the plan said so far: whoever was named in the same part of it stays, also when that person has left or is barred by now.</param>
    public async Task<Error?> RefusalAsync(PlanEdit plan, PupilId pupil, SchoolId school, CancellationToken ct, PlanEdit? before = null) =>
        await MissingAsync(
            New(StaffOf, plan, before), ids => db.Set<StaffMember>().Where(s => ids.Contains(s.Id) && s.Assignments.Any(a => a.SchoolId == school)).Select(s => s.Id), ct)
        ?? await MissingAsync(
            New(ContactsOf, plan, before), ids => db.Set<ContactLink>().Where(l => l.PupilId == pupil && !l.IsBarred && ids.Contains(l.ContactId)).Select(l => l.ContactId), ct)
        ?? await MissingAsync(
            New(ProgrammesOf, plan, before),
            ids => db.Set<SupportProgramme>().Where(p => ids.Contains(p.Id) && p.Pupils.Any(m => m.PupilId == pupil)).Select(p => p.Id),
            ct)
        ?? await MissingAsync(
            New(BuddyOf, plan, before),
            ids => pupils.For(Permissions.PupilsRead).Where(p => ids.Contains(p.Id) && p.Id != pupil).Select(p => p.Id),
            ct)
        ?? await MissingAsync(
            One("/details/transition/toSchoolId", plan.Details?.Transition?.ToSchoolId),
            ids => schools.For(Permissions.SchoolsRead).Where(s => ids.Contains(s.Id)).Select(s => s.Id),
            ct);

    private static IEnumerable<(string At, TId Id)> New<TId>(Func<PlanEdit, IEnumerable<(string At, TId Id)>> named, PlanEdit plan, PlanEdit? before)
    {
        var held = before is null ? [] : named(before).Select(n => (PartOf(n.At), n.Id)).ToHashSet();
        return named(plan).Where(n => !held.Contains((PartOf(n.At), n.Id)));
    }

    /// <summary>The place whatever its number in a list: "/contributors/0/contactId" is "/contributors//contactId".</summary>
    private static string PartOf(string at) => string.Concat(at.Where(c => !char.IsAsciiDigit(c)));

    private static async Task<Error?> MissingAsync<TId>(IEnumerable<(string At, TId Id)> named, Func<TId[], IQueryable<TId>> find, CancellationToken ct)
    {
        var all = named.ToList();
        if (all.Count == 0)
        {
            return null;
        }

        var found = (await find([.. all.Select(n => n.Id).Distinct()]).ToListAsync(ct)).ToHashSet();
        var missing = all.FirstOrDefault(n => !found.Contains(n.Id));
        return missing.At is null ? null : CommonErrors.UnknownReference.At(missing.At);
    }

    private static IEnumerable<(string, StaffId)> StaffOf(PlanEdit plan) =>
    [
        .. One("/ownerId", plan.OwnerId),
        .. plan.Contributors.Index().SelectMany(c => One($"/contributors/{c.Index}/staffId", c.Item.StaffId)),
        .. plan.Targets.Index().SelectMany(t => t.Item.Actions.Index().SelectMany(a => One($"/targets/{t.Index}/actions/{a.Index}/byStaffId", a.Item.ByStaffId))),
        .. plan.Details is { } details ? StaffOf(details) : [],
    ];

    private static IEnumerable<(string, StaffId)> StaffOf(PlanDetails details) =>
    [
        .. One("/details/healthcare/responsibleStaffId", details.Healthcare?.ResponsibleStaffId),
        .. Each(details.Healthcare?.Training, (t, i) => One($"/details/healthcare/training/{i}/staffId", t.StaffId)),
        .. Each(details.IntimateCare?.CarerIds, (s, i) => One($"/details/intimateCare/carerIds/{i}", (StaffId?)s)),
        .. Each(details.Peep?.Assistants, (a, i) => One($"/details/peep/assistants/{i}/staffId", (StaffId?)a.StaffId)),
        .. One("/details/lacPep/designatedTeacherId", details.LacPep?.DesignatedTeacherId),
        .. One("/details/earlyHelp/leadStaffId", details.EarlyHelp?.LeadStaffId),
        .. Each(details.Transition?.Visits, (v, i) => One($"/details/transition/visits/{i}/withStaffId", v.WithStaffId)),
    ];

    private static IEnumerable<(string, ContactId)> ContactsOf(PlanEdit plan) =>
    [
        .. plan.Contributors.Index().SelectMany(c => One($"/contributors/{c.Index}/contactId", c.Item.ContactId)),
        .. Each(plan.Details?.Healthcare?.FamilyContactIds, (c, i) => One($"/details/healthcare/familyContactIds/{i}", (ContactId?)c)),
        .. One("/details/healthcare/parentAgreement/contactId", plan.Details?.Healthcare?.ParentAgreement?.ContactId),
        .. One("/details/intimateCare/parentAgreement/contactId", plan.Details?.IntimateCare?.ParentAgreement?.ContactId),
        .. One("/details/partTimeTimetable/parentAgreement/contactId", plan.Details?.PartTimeTimetable?.ParentAgreement?.ContactId),
        .. One("/details/earlyHelp/consent/contactId", plan.Details?.EarlyHelp?.Consent?.ContactId),
    ];

    private static IEnumerable<(string, PupilId)> BuddyOf(PlanEdit plan) => One("/details/transition/buddyId", plan.Details?.Transition?.BuddyId);

    private static IEnumerable<(string, SupportProgrammeId)> ProgrammesOf(PlanEdit plan) =>
        plan.Provisions.Index().SelectMany(p => One($"/provisions/{p.Index}/programmeId", p.Item.ProgrammeId));

    private static (string, TId)[] One<TId>(string at, TId? id) where TId : struct => id is { } known ? [(at, known)] : [];

    private static IEnumerable<(string, TId)> Each<T, TId>(IReadOnlyList<T>? items, Func<T, int, IEnumerable<(string, TId)>> named) =>
        items?.Index().SelectMany(i => named(i.Item, i.Index)) ?? [];
}
