using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Domain.Observations;

/// <summary>An assessment that an observation feeds, or a programme or a plan on whose course it bears: one of the three.</summary>
public sealed class ObservationLink : IPartOf<Observation>
{
    internal ObservationLink(Observation observation, int position) => (TrustId, ObservationId, Position) = (observation.TrustId, observation.Id, position);

    private ObservationLink() { }

    public TrustId TrustId { get; private set; }
    public ObservationId ObservationId { get; private set; }

    /// <summary>Its place in the list, from 0: assessments first, then programmes, then plans.</summary>
    public int Position { get; private set; }
    public AssessmentId? AssessmentId { get; internal init; }
    public SupportProgrammeId? ProgrammeId { get; internal init; }
    public PlanId? PlanId { get; internal init; }

    Guid IPart.RootId => ObservationId.Value;
}
