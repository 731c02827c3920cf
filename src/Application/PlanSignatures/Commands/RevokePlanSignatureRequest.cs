using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Plans;
using PupilSupport.Application.PlanSignatures.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Links;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.PlanSignatures.Commands;

/// <summary>Makes the link of a request for a signature stop working at once.</summary>
[Requires(Permissions.PlansSign), Audited("plan_signature_request.revoke")]
public sealed record RevokePlanSignatureRequestCommand(Guid Id, Guid RequestId) : ICommand<PlanSignatureRequestDto>;

internal sealed class RevokePlanSignatureRequestHandler(IAppDbContext db, PlanLoading loading, IAnswers answers)
    : ICommandHandler<RevokePlanSignatureRequestCommand, PlanSignatureRequestDto>
{
    private const string Reason = "Revoked by staff who ask for signatures of the plan.";

    public Task<Result<PlanSignatureRequestDto>> Handle(RevokePlanSignatureRequestCommand request, CancellationToken cancellationToken) =>
        loading.WithAsync<PlanSignatureRequestDto>(
            request.Id, null, PlanAction.Sign, (plan, actor, _) => RevokeAsync(plan.Id, new PlanSignatureRequestId(request.RequestId), actor.Now, cancellationToken), cancellationToken);

    private async Task<Result<PlanSignatureRequestDto>> RevokeAsync(PlanId plan, PlanSignatureRequestId id, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.Set<PlanSignatureRequest>().SingleOrDefaultAsync(r => r.Id == id && r.PlanId == plan, ct) is not { } asked)
        {
            return CommonErrors.NotFound;
        }

        var linkId = asked.LinkId;
        var link = await db.Set<PurposeLink>().SingleAsync(l => l.Id == linkId, ct);
        return link.Revoke(Reason, now).Error is { } ended ? ended : answers.Map<PlanSignatureRequestDto>(asked).With(link, now);
    }
}
