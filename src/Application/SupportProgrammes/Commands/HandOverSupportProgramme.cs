using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.SupportProgrammes.Dtos;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.SupportSessions;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.SupportProgrammes.Commands;

/// <summary>Gives a programme to another practitioner.</summary>
[Requires(Permissions.SupportProgrammesWriteAll), Audited("support_programme.hand_over")]
public sealed record HandOverSupportProgrammeCommand(Guid Id, int Version, Guid PractitionerId, string Note) : ICommand<SupportProgrammeDto>;

internal sealed class HandOverSupportProgrammeHandler(
    SupportProgrammeLoading loading, SupportProgrammePlanning planning, SupportProgrammeSessions sessions, ITasks tasks, SupportProgrammeNotices notices)
    : ICommandHandler<HandOverSupportProgrammeCommand, SupportProgrammeDto>
{
    public Task<Result<SupportProgrammeDto>> Handle(HandOverSupportProgrammeCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(
            request.Id, request.Version, SupportProgrammeAction.HandOver, p => HandOverAsync(p, new(request.PractitionerId), request.Note, cancellationToken), cancellationToken);

    private async Task<Result> HandOverAsync(SupportProgramme programme, StaffId practitioner, string note, CancellationToken ct)
    {
        var (before, works) = (programme.PractitionerId, await planning.WorksAsync(programme.SchoolId, practitioner, ct));
        var handed = works.IsSuccess ? programme.HandOver(practitioner, note, planning.Today) : works;
        if (!handed.IsSuccess)
        {
            return handed;
        }

        var given = before is { } former ? await sessions.HandOverAsync(programme, former, practitioner, ct) : new List<SupportSession>();
        if (!given.IsSuccess)
        {
            return given.Error;
        }

        notices.HandedOver(programme, before, given.Value);
        // It was the former practitioner's supervision; the sweep asks again for whoever still needs it.
        await tasks.EndAsync(TaskSourceLink.To(programme), TaskStanding.Moot, WorkTaskKind.SupervisionDue, ct);
        return Result.Success;
    }
}
