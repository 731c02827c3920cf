using System.Diagnostics.CodeAnalysis;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.SupportProgrammes.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.SupportProgrammes.Commands;

/// <summary>Proposes a programme; no referral is needed for it.</summary>
[Requires(Permissions.SupportProgrammesWrite), Audited("support_programme.propose")]
public sealed record ProposeSupportProgrammeCommand : SupportProgrammeEdit, ICommand<SupportProgrammeDto>
{
    [SetsRequiredMembers]
    public ProposeSupportProgrammeCommand(Guid schoolId, SupportProgrammeKind kind, Guid? practitionerId, SupportProgrammeEdit plan) : base(plan) =>
        (SchoolId, Kind, PractitionerId) = (schoolId, kind, practitionerId);

    public Guid SchoolId { get; }
    public SupportProgrammeKind Kind { get; }
    public Guid? PractitionerId { get; }
}

internal sealed class ProposeSupportProgrammeHandler(
    IAppDbContext db, SupportProgrammeAccess access, SupportProgrammePlanning planning, SupportProgrammeNotices notices, SupportProgrammeAnswers answers, ICaller caller, TimeProvider clock)
    : ICommandHandler<ProposeSupportProgrammeCommand, SupportProgrammeDto>
{
    public async Task<Result<SupportProgrammeDto>> Handle(ProposeSupportProgrammeCommand request, CancellationToken cancellationToken)
    {
        var (school, plan) = (new SchoolId(request.SchoolId), request.ToPlan(request.Kind));
        StaffId? practitioner = request.PractitionerId is { } id ? new StaffId(id) : null;
        if ((await RefusalAsync(school, practitioner, cancellationToken) ?? (await planning.MeasuresAsync(plan, [], cancellationToken)).Error) is { } refused)
        {
            return refused;
        }

        var day = await planning.DayAsync(school, plan.PupilIds, [], cancellationToken);
        if (!day.IsSuccess)
        {
            return day.Error;
        }

        var programme = SupportProgramme.Propose(caller.TrustId, school, plan, practitioner, caller.StaffId, day.Value, clock.GetUtcNow());
        if (!programme.IsSuccess)
        {
            return programme.Error;
        }

        db.Set<SupportProgramme>().Add(programme.Value);
        notices.Allocated(programme.Value);
        return await answers.OfAsync(programme.Value, cancellationToken);
    }

    /// <summary>To oneself or to nobody yet; to a colleague whoever allocates.</summary>
    private async Task<Error?> RefusalAsync(SchoolId school, StaffId? practitioner, CancellationToken ct) => practitioner switch
    {
        _ when !access.MayProposeAt(school) => CommonErrors.UnknownReference.At("/schoolId"),
        null => null,
        _ when practitioner != caller.StaffId && !access.MayWriteAll(school) => CommonErrors.InsufficientScope,
        { } known => (await planning.WorksAsync(school, known, ct)).Error,
    };
}
