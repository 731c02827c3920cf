using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Assessments.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Assessments.Commands;

/// <summary>Says that no new assessment is made with it. What there is stays.</summary>
[Requires(Permissions.InstrumentsWrite), Audited("assessment_instrument.retire")]
public sealed record RetireAssessmentInstrumentCommand(Guid Id, int Version) : ICommand<OwnInstrumentDto>;

internal sealed class RetireAssessmentInstrumentHandler(IAppDbContext db, IAnswers answers, TimeProvider clock) : ICommandHandler<RetireAssessmentInstrumentCommand, OwnInstrumentDto>
{
    public async Task<Result<OwnInstrumentDto>> Handle(RetireAssessmentInstrumentCommand request, CancellationToken cancellationToken)
    {
        var id = new AssessmentInstrumentId(request.Id);
        var instrument = await db.Set<AssessmentInstrument>().SingleOrDefaultAsync(i => i.Id == id, cancellationToken);
        return instrument is null ? CommonErrors.NotFound
            : (instrument.Check(request.Version).Error ?? instrument.Retire(clock.GetUtcNow()).Error) is { } refused ? refused
            : answers.Map<OwnInstrumentDto>(instrument);
    }
}
