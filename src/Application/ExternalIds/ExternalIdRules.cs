using FluentValidation;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.ExternalIds;

internal static class ExternalIdRules
{
    public static IRuleBuilderOptions<T, string> ExternalSystem<T>(this IRuleBuilder<T, string> rule) =>
        rule.NotEmpty().MaximumLength(ExternalId.SystemMax).Matches(ExternalId.SystemPattern);

    public static IRuleBuilderOptions<T, string> ExternalValue<T>(this IRuleBuilder<T, string> rule) =>
        rule.NotEmpty().MaximumLength(ExternalId.ValueMax);
}
