using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.Plans.Commands;

/// <summary>Signs a plan with the own token, or attests that somebody else has signed it.</summary>
[Requires(Permissions.PlansSign), Audited("plan.sign")]
public sealed record SignPlanCommand(
    Guid Id, int? Version, PlanSignatory As, PlanSignatureMethod Method, Guid? ContactId, string? Name, Guid? EvidenceAttachmentId,
    string? ContentHash) : ICommand<PlanSignatureDto>;

internal sealed class SignPlanHandler(IAppDbContext db, PlanLoading loading, PlanAssistants assistants) : ICommandHandler<SignPlanCommand, PlanSignatureDto>
{
    public Task<Result<PlanSignatureDto>> Handle(SignPlanCommand request, CancellationToken cancellationToken) =>
        loading.WithAsync<PlanSignatureDto>(request.Id, request.Version, PlanAction.Sign, (plan, actor, _) => SignAsync(plan, actor, request, cancellationToken), cancellationToken);

    private async Task<Result<PlanSignatureDto>> SignAsync(Plan plan, PlanActor actor, SignPlanCommand request, CancellationToken ct)
    {
        var own = request.Method == PlanSignatureMethod.OwnToken;
        var signing = new PlanSigning
        {
            As = request.As,
            Method = request.Method,
            ContactId = request.ContactId is { } contact ? new ContactId(contact) : null,
            Name = request.Name,
            StaffId = own ? actor.Me : null,
            AttestedById = own ? null : actor.Me,
            EvidenceAttachmentId = request.EvidenceAttachmentId is { } evidence ? new AttachmentId(evidence) : null,
            ContentHash = request.ContentHash,
        };
        if (await RefusalAsync(plan, actor, signing, ct) is { } refused)
        {
            return refused;
        }

        var signed = plan.Sign(signing, actor.Now);
        if (!signed.IsSuccess)
        {
            return signed.Error;
        }

        await assistants.KeepAsync(plan, ct);
        return new PlanSignatureDto(signed.Value, plan.IsOnCurrentVersion(signed.Value));
    }

    private async Task<Error?> RefusalAsync(Plan plan, PlanActor actor, PlanSigning signing, CancellationToken ct) => signing switch
    {
        { Method: PlanSignatureMethod.Link } => PlanErrors.SignatoryMethod.At("/method"),
        { Method: PlanSignatureMethod.OwnToken } when !Is(signing.As, plan, actor) => PlanErrors.SignatoryRole.At("/as"),
        { ContactId: { } contact } when !await db.Set<ContactLink>().AnyAsync(l => l.PupilId == plan.PupilId && l.ContactId == contact && !l.IsBarred, ct) =>
            PlanErrors.SignatoryContact.At("/contactId"),
        { EvidenceAttachmentId: { } file } when !await IsOfPlanAsync(plan, file, ct) => PlanErrors.SignatoryEvidence.At("/evidenceAttachmentId"),
        _ => null,
    };

    private Task<bool> IsOfPlanAsync(Plan plan, AttachmentId file, CancellationToken ct) =>
        db.Set<Attachment>().AnyAsync(a => a.Id == file && a.RecordKind == AttachmentRecordKind.Plan && a.RecordId == plan.Id.Value && a.WithdrawnAt == null, ct);

    /// <summary>Whether the caller is what the signature says, at the school or in the plan. Other signatories have no token of their own.</summary>
    private static bool Is(PlanSignatory signatory, Plan plan, PlanActor actor) => signatory switch
    {
        PlanSignatory.HeadTeacher => actor.Approver.Roles.Contains(Role.Headteacher),
        PlanSignatory.Senco => actor.Approver.Roles.Contains(Role.Senco),
        PlanSignatory.KeyAdult => plan.OwnerId == actor.Me,
        PlanSignatory.DesignatedTeacher => plan.SignedContent().Details?.LacPep?.DesignatedTeacherId == actor.Me,
        PlanSignatory.EvacuationAssistant => plan.SignedContent().Details?.Peep?.Assistants.Any(a => a.StaffId == actor.Me) == true,
        _ => true,
    };
}
