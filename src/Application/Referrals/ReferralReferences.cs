using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Agencies;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Plans;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.InformationShares;
using PupilSupport.Domain.MedicineConsents;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Referrals;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.Referrals;

/// <summary>Looks up whom and what a referral names.</summary>
internal sealed class ReferralReferences(IAppDbContext db, PlanAccess plans, AgencyScope agencies, TimeProvider clock)
{
    /// <summary>The first id that names nothing, with its place; null when all do.</summary>
    public async Task<Error?> RefusalAsync(ReferralPlan plan, ReferralDirection direction, PupilId pupil, SchoolId school, CancellationToken ct) =>
        await RecipientRefusalAsync(plan, school, ct)
        ?? await AgencyRefusalAsync(plan, direction, school, ct)
        ?? await EvidenceRefusalAsync(plan, pupil, ct);

    /// <summary>Whether the recipient works at the school, and receives what keeps a child safe by a role there.</summary>
    public async Task<Error?> RecipientRefusalAsync(ReferralPlan plan, SchoolId school, CancellationToken ct) =>
        await StaffRefusalAsync(plan.RecipientId, school, "/recipientId", ct)
        ?? (plan.RecipientId is { } id && ReferralServices.Of(plan.Service).IsSafeguarding && !await Receivers(plan.Service, school).AnyAsync(g => g.StaffId == id, ct)
            ? ReferralErrors.RecipientNotOfTeam.At("/recipientId")
            : null);

    /// <summary>Whether somebody at the school, who neither sends nor submits it, can decide on it.</summary>
    public async Task<Error?> ReceiverRefusalAsync(Referral referral, StaffId by, CancellationToken ct)
    {
        var (sender, isInbound) = (referral.SenderId, referral.Direction == ReferralDirection.InboundExternal);
        return referral.Direction == ReferralDirection.External
            || (referral.RecipientId is { } recipient && (isInbound || recipient != by))
            || await Receivers(referral.Service, referral.SchoolId).AnyAsync(g => isInbound || (g.StaffId != sender && g.StaffId != by), ct)
                ? null
                : ReferralErrors.NobodyReceives.At("/recipientId");
    }

    private IQueryable<RoleGrant> Receivers(SupportService service, SchoolId school)
    {
        var (team, today) = (ReferralServices.Of(service).Team.ToArray(), LondonTime.DateOf(clock.GetUtcNow()));
        return db.Set<RoleGrant>().AsNoTracking()
            .Where(g => g.StaffId != null && team.Contains(g.Role) && (g.SchoolId == null || g.SchoolId == school) && g.StartsOn <= today && (g.EndsOn == null || g.EndsOn >= today));
    }

    /// <summary>Whether an agency is in use, is there for the school and, if the pupil is referred to it, offers the service.</summary>
    public async Task<Error?> AgencyRefusalAsync(ReferralPlan plan, ReferralDirection direction, SchoolId school, CancellationToken ct)
    {
        if (plan.AgencyId is not { } id || direction == ReferralDirection.Internal)
        {
            return null;
        }

        var named = await agencies.NameAsync(id.Value, school, "/agencyId", ct);
        return !named.IsSuccess ? named.Error
            : direction == ReferralDirection.External && !named.Value.Services.Contains(plan.Service) ? ReferralErrors.AgencyUnfit.At("/agencyId")
            : null;
    }

    /// <summary>Whether what is said about consent names its basis from the start, and a contact of the pupil who may be asked and, to give it, answers for the pupil.</summary>
    public async Task<Error?> ConsentRefusalAsync(ReferralConsentInput? told, PupilId pupil, string at, CancellationToken ct)
    {
        if (told is { Article6: null } and not { Article9: null, Schedule1: null })
        {
            return LawfulBasisErrors.Article6Missing.At($"{at}/article6");
        }

        if (told?.GivenByContactId is not { } id)
        {
            return null;
        }

        var contact = new ContactId(id);
        var links = await db.Set<ContactLink>().Where(l => l.PupilId == pupil && l.ContactId == contact && !l.IsBarred).Select(l => l.ParentalResponsibility).ToListAsync(ct);
        return links.Count == 0 ? CommonErrors.UnknownReference.At($"{at}/givenByContactId")
            : told.State == ReferralConsentState.Given && MedicineConsentRules.GiverOf(links[0]) is null ? MedicineConsentErrors.NoResponsibility.At($"{at}/givenByContactId")
            : null;
    }

    /// <summary>Whether the pupil is, or will be, on the roll of the school.</summary>
    public async Task<Error?> EnrolmentRefusalAsync(PupilId pupil, SchoolId school, CancellationToken ct)
    {
        var today = LondonTime.DateOf(clock.GetUtcNow());
        return await db.Set<Pupil>().AnyAsync(p => p.Id == pupil && p.Enrolments.Any(e => e.SchoolId == school && (e.LeftOn == null || e.LeftOn >= today)), ct)
            ? null
            : SupportSessionErrors.PupilNotEnrolled.At("/pupilId");
    }

    /// <summary>Whether somebody works at the school today.</summary>
    public async Task<Error?> StaffRefusalAsync(StaffId? staff, SchoolId school, string at, CancellationToken ct)
    {
        var today = LondonTime.DateOf(clock.GetUtcNow());
        return staff is not { } id
            || await db.Set<StaffMember>().AnyAsync(m => m.Id == id && m.Assignments.Any(a => a.SchoolId == school && a.StartsOn <= today && (a.EndsOn == null || a.EndsOn >= today)), ct)
                ? null
                : CommonErrors.UnknownReference.At(at);
    }

    /// <summary>Whether a file is one of the referral.</summary>
    public async Task<Error?> FileRefusalAsync(Referral referral, AttachmentId? file, string at, CancellationToken ct)
    {
        var id = referral.Id.Value;
        return file is not { } wanted
            || await db.Set<Attachment>().AnyAsync(a => a.Id == wanted && a.RecordKind == AttachmentRecordKind.Referral && a.RecordId == id && a.WithdrawnAt == null, ct)
                ? null
                : ReferralErrors.EvidenceFile.At(at);
    }

    /// <summary>What stands behind a referral, of the plans that the caller may read.</summary>
    public async Task<ReferralEvidence> EvidenceAsync(Referral referral, CancellationToken ct)
    {
        PlanId[] ids = [.. referral.EvidencePlanIds.Select(id => new PlanId(id))];
        return new ReferralEvidence(ids.Length > 0 && await plans.Readable().AnyAsync(
            p => ids.Contains(p.Id) && p.PupilId == referral.PupilId && p.Cycles.Any(c => c.ReviewedOn != null), ct));
    }

    private async Task<Error?> EvidenceRefusalAsync(ReferralPlan plan, PupilId pupil, CancellationToken ct)
    {
        PlanId[] ids = [.. plan.EvidencePlanIds];
        var found = ids.Length == 0 ? [] : await plans.Readable().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.PupilId, ct);
        foreach (var (place, id) in ids.Index())
        {
            if (!found.TryGetValue(id, out var of) || of != pupil)
            {
                return (found.ContainsKey(id) ? ReferralErrors.EvidenceElsewhere : CommonErrors.UnknownReference).At($"/evidence/{place}/planId");
            }
        }

        return null;
    }
}
