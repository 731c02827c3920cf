using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Domain.Observations;

/// <summary>An assessment that an observation feeds, or a programme on whose course it bears: one of the two.</summary>
public sealed class ObservationLink : IPartOf<Observation>
{
    internal ObservationLink(Observation observation, int position, AssessmentId? assessmentId, SupportProgrammeId? programmeId) =>
        (TrustId, ObservationId, Position, AssessmentId, ProgrammeId) = (observation.TrustId, observation.Id, position, assessmentId, programmeId);

    private ObservationLink() { }

    public TrustId TrustId { get; private set; }
    public ObservationId ObservationId { get; private set; }

    /// <summary>Its place in the list, from 0: assessments first.</summary>
    public int Position { get; private set; }
    public AssessmentId? AssessmentId { get; private set; }
    public SupportProgrammeId? ProgrammeId { get; private set; }

    Guid IPart.RootId => ObservationId.Value;
}
