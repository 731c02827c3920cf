using PupilSupport.Application.Agencies.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Agencies.Commands;

/// <summary>Says that all that the directory says of an agency is so today.</summary>
[Requires(Permissions.AgenciesWrite), Audited("agency.verify")]
public sealed record VerifyAgencyCommand(Guid Id, int Version) : ICommand<AgencyDto>;

internal sealed class VerifyAgencyHandler(AgencyAnswers answers, ITasks tasks, ICaller caller) : ICommandHandler<VerifyAgencyCommand, AgencyDto>
{
    public Task<Result<AgencyDto>> Handle(VerifyAgencyCommand request, CancellationToken cancellationToken) =>
        answers.ChangeAsync(request.Id, request.Version, agency => VerifyAsync(agency, cancellationToken), cancellationToken);

    private async Task<Result> VerifyAsync(Agency agency, CancellationToken ct)
    {
        var verified = agency.Verify(answers.Today, await answers.VerifyByAsync(agency.SchoolId, ct), caller.StaffId);
        if (verified.IsSuccess)
        {
            await tasks.EndAsync(TaskSourceLink.To(agency), TaskStanding.Settled, WorkTaskKind.VerifyAgency, ct);
        }

        return verified;
    }
}
