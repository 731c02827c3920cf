using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Plans.Commands;

/// <summary>Begins a plan.</summary>
[Requires(Permissions.PlansWrite), Audited("plan.draft")]
public sealed record DraftPlanCommand : PlanEdit, ICommand<PlanDto>
{
    [SetsRequiredMembers]
    public DraftPlanCommand(Guid schoolId, Guid pupilId, PlanType type, Guid? supersedesId, PlanEdit plan) : base(plan, plan.OwnerId) =>
        (SchoolId, PupilId, Type, SupersedesId) = (schoolId, pupilId, type, supersedesId);

    public Guid SchoolId { get; }
    public Guid PupilId { get; }
    public PlanType Type { get; }
    public Guid? SupersedesId { get; }
}

internal sealed class DraftPlanHandler(IAppDbContext db, PlanAccess access, PlanReferences references, PlanLoading loading, PlanAnswers answers, ICaller caller)
    : ICommandHandler<DraftPlanCommand, PlanDto>
{
    public async Task<Result<PlanDto>> Handle(DraftPlanCommand request, CancellationToken cancellationToken)
    {
        if (caller.StaffId is not { } me)
        {
            return CommonErrors.InsufficientScope;
        }

        var birth = new NewPlan(
            new(request.SchoolId), new(request.PupilId), request.Type, request.OwnerId ?? me, me, request.SupersedesId is { } before ? new PlanId(before) : null);
        if (await RefusalAsync(birth, cancellationToken) is { } refused)
        {
            return refused;
        }

        if (await references.RefusalAsync(request, birth.PupilId, birth.SchoolId, cancellationToken) is { } unknown)
        {
            return unknown;
        }

        var plan = Plan.Draft(caller.TrustId, birth, new PlanContent(request), await loading.DayAsync(birth.SchoolId, cancellationToken));
        if (!plan.IsSuccess)
        {
            return plan.Error;
        }

        db.Set<Plan>().Add(plan.Value);
        return answers.Of(plan.Value, access.RightsOfAuthor(birth.SchoolId));
    }

    private async Task<Error?> RefusalAsync(NewPlan birth, CancellationToken ct)
    {
        if (!access.MayAt(Permissions.PlansWrite, birth.SchoolId))
        {
            return CommonErrors.UnknownReference.At("/schoolId");
        }

        if (!await access.PupilsToPlanFor(birth.Type, birth.SchoolId).AnyAsync(p => p == birth.PupilId, ct))
        {
            return CommonErrors.UnknownReference.At("/pupilId");
        }

        return birth.SupersedesId is { } id ? await SupersedingRefusalAsync(birth, id, ct) : null;
    }

    private async Task<Error?> SupersedingRefusalAsync(NewPlan birth, PlanId id, CancellationToken ct)
    {
        var before = await access.Readable().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct);
        return before is null ? CommonErrors.UnknownReference.At("/supersedesId") : birth.SupersedingRefusal(before)?.At("/supersedesId");
    }
}
