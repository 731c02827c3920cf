using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.ContactSubmissions;
using PupilSupport.Application.Links;
using PupilSupport.Application.Plans;
using PupilSupport.Application.PlanSignatures.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Links;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.PlanSignatures.Commands;

/// <summary>Makes a link by which a contact or the pupil signs one version of a plan.</summary>
[Requires(Permissions.PlansSign), Audited("plan_signature_request.issue")]
public sealed record RequestPlanSignatureCommand(Guid Id, PlanSignatory As, Guid? ContactId) : ICommand<IssuedPlanSignatureRequestDto>;

internal sealed class RequestPlanSignatureHandler(IAppDbContext db, PlanLoading loading, ContactStanding standing, ILinks links, IAnswers answers)
    : ICommandHandler<RequestPlanSignatureCommand, IssuedPlanSignatureRequestDto>
{
    public Task<Result<IssuedPlanSignatureRequestDto>> Handle(RequestPlanSignatureCommand request, CancellationToken cancellationToken) =>
        loading.WithAsync<IssuedPlanSignatureRequestDto>(
            request.Id, null, PlanAction.Sign, (plan, actor, _) => IssueAsync(plan, actor, request, cancellationToken), cancellationToken);

    private async Task<Result<IssuedPlanSignatureRequestDto>> IssueAsync(Plan plan, PlanActor actor, RequestPlanSignatureCommand request, CancellationToken ct)
    {
        ContactId? contact = request.ContactId is { } named ? new(named) : null;
        var asked = PlanSignatureRequest.Ask(plan, request.As, contact, actor.Me, actor.Now);
        if ((asked.Error ?? await RefusalAsync(plan, contact, ct)) is { } refused)
        {
            return refused;
        }

        var asking = await EarlierAsync(asked.Value, ct) ?? db.Set<PlanSignatureRequest>().Add(asked.Value).Entity;
        var issued = await links.IssueAsync(new LinkTarget(PlanSignaturePurpose.PurposeName, plan.SchoolId, asking.Id.Value, plan.PupilId), ct);
        asking.SendBy(issued.Link);
        return (IssuedPlanSignatureRequestDto)(answers.Map<IssuedPlanSignatureRequestDto>(asking) with { Url = issued.Url }).With(issued.Link, actor.Now);
    }

    private async Task<Error?> RefusalAsync(Plan plan, ContactId? contact, CancellationToken ct)
    {
        var pupil = plan.PupilId;
        return contact is not { } id ? await standing.RefusalAsync(pupil, ct)
            : !await db.Set<ContactLink>().AnyAsync(l => l.ContactId == id && l.PupilId == pupil, ct) ? CommonErrors.UnknownReference.At("/contactId")
            : (await standing.RefusalAsync(id, pupil, ct))?.At("/contactId");
    }

    /// <summary>The same question asked before: its link stops working, and there is one place for the answer.</summary>
    private async Task<PlanSignatureRequest?> EarlierAsync(PlanSignatureRequest asked, CancellationToken ct)
    {
        var (plan, number, signatory, contact) = (asked.PlanId, asked.VersionNumber, asked.SignedAs, asked.ContactId);
        var earlier = await db.Set<PlanSignatureRequest>()
            .Where(r => r.PlanId == plan && r.VersionNumber == number && r.SignedAs == signatory && r.ContactId == contact && r.Answer == null)
            .ToListAsync(ct);
        return earlier.Find(r => r.ContentHash.AsSpan().SequenceEqual(asked.ContentHash));
    }
}
