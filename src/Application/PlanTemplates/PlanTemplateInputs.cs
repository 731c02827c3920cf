using System.Diagnostics.CodeAnalysis;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.PlanTemplates;

/// <summary>What of a template can be written. Plans that were made from it stay as they are.</summary>
public record PlanTemplateEdit : PlanTemplateContent
{
    public PlanTemplateEdit() { }

    [SetsRequiredMembers]
    public PlanTemplateEdit(string name, PlanTemplateContent content) : base(content) => Name = name;

    /// <summary>For people; one template of a type has it that is not archived.</summary>
    [Text(PlanTemplate.MaxName, Min = 1)]
    public required string Name { get; init; }
}
