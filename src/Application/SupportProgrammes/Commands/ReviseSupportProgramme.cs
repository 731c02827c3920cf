using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.SupportProgrammes.Dtos;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.SupportProgrammes.Commands;

/// <summary>Changes what a programme is to be.</summary>
[Requires(Permissions.SupportProgrammesWrite), Audited("support_programme.revise")]
public sealed record ReviseSupportProgrammeCommand(Guid Id, int Version, IPatch<SupportProgrammeEdit> Patch) : ICommand<SupportProgrammeDto>;

internal sealed class ReviseSupportProgrammeHandler(SupportProgrammeLoading loading, SupportProgrammePlanning planning, ITasks tasks)
    : ICommandHandler<ReviseSupportProgrammeCommand, SupportProgrammeDto>
{
    public Task<Result<SupportProgrammeDto>> Handle(ReviseSupportProgrammeCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(
            request.Id, request.Version, SupportProgrammeAction.Revise, programme => ReviseAsync(programme, request.Patch, cancellationToken), cancellationToken);

    private async Task<Result> ReviseAsync(SupportProgramme programme, IPatch<SupportProgrammeEdit> patch, CancellationToken ct)
    {
        var edit = patch.ApplyTo(SupportProgrammeEdit.Of(programme));
        if (!edit.IsSuccess)
        {
            return edit.Error;
        }

        var plan = edit.Value.ToPlan(programme.Kind);
        var measures = await planning.MeasuresAsync(plan, [programme.EntryInstrument, programme.ExitInstrument], ct);
        var day = await planning.DayAsync(programme.SchoolId, plan.PupilIds, [.. programme.Pupils.Select(p => p.PupilId)], ct);
        var (end, target) = (programme.PlannedEndOn, programme.TargetStartOn);
        if ((measures.Error ?? day.Error ?? programme.Revise(plan, day.Value).Error) is { } refused)
        {
            return refused;
        }

        // What was asked by the plan of before is asked by the new one when its own day is over.
        await EndAsync(programme, WorkTaskKind.EndSupportProgramme, programme.PlannedEndOn != end, ct);
        await EndAsync(programme, WorkTaskKind.StartSupportProgramme, programme.TargetStartOn != target, ct);
        return Result.Success;
    }

    private Task EndAsync(SupportProgramme programme, WorkTaskKind kind, bool isMoved, CancellationToken ct) =>
        isMoved ? tasks.EndAsync(TaskSourceLink.To(programme), TaskStanding.Moot, kind, ct) : Task.CompletedTask;
}
